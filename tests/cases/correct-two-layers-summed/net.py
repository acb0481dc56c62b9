import numpy as np

rng = np.random.RandomState(0)

# N rows, D_in inputs, H hidden units, D_out outputs
N, D_in, H, D_out = 64, 100, 50, 10

x = rng.randn(N, D_in)
y = rng.randn(N, D_out)

w1 = rng.randn(D_in, H)
w2 = rng.randn(H, D_out)

learning_rate = 2e-6
for t in range(1001):
    # forward pass
    h = x.dot(w1)
    h_relu = np.maximum(h, 0)
    y_pred = h_relu.dot(w2)

    loss = np.square(y_pred - y).sum()
    if t % 100 == 0:
        print(t, loss)

    # backward pass, by hand
    grad_y_pred = 2.0 * (y_pred - y)
    grad_w2 = h_relu.T.dot(grad_y_pred)
    grad_h_relu = grad_y_pred.dot(w2.T)
    grad_h = grad_h_relu.copy()
    grad_h[h < 0] = 0
    grad_w1 = x.T.dot(grad_h)

    w1 -= learning_rate * grad_w1
    w2 -= learning_rate * grad_w2

print("final loss", loss)
