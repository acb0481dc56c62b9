import numpy as np

np.random.seed(19)

# N is batch size; D_in is input dimension;
# H is hidden dimension; D_out is output dimension.
N, D_in, H, D_out = 64, 20, 50, 4

# data made by another network of the same kind
x = np.random.randn(N, D_in)
y = np.maximum(x.dot(np.random.randn(D_in, 10)), 0).dot(np.random.randn(10, D_out))

# start values
w1 = np.random.randn(D_in, H)
w2 = np.random.randn(H, D_out)

learning_rate = 1e-5
for t in range(5001):
    # forward pass: predicted y
    h = x.dot(w1)
    h_relu = np.maximum(h, 0)
    y_pred = h_relu.dot(w2)

    # loss
    loss = np.square(y_pred - y).sum()
    if t % 500 == 0:
        print(t, loss)

    # gradients of w1 and w2
    grad_y_pred = 2.0 * (y_pred - y)
    grad_w2 = h_relu.T.dot(grad_y_pred)
    grad_h_relu = grad_y_pred.dot(w2.T)
    grad_h = grad_h_relu.copy()
    grad_h[h < 0] = 0
    grad_w1 = x.T.dot(grad_h)

    # update weights
    w1 -= learning_rate * grad_w1
    w2 -= learning_rate * grad_w2

print("share of variance left:", loss / np.square(y - y.mean(axis=0)).sum())
