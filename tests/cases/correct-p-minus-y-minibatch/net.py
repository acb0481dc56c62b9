import numpy as np

np.random.seed(224)

def sigmoid(x):
    return 1 / (1 + np.exp(-x))

def sigmoid_grad(f):
    """ f = sigmoid(x), already computed """
    return f * (1 - f)

def softmax(x):
    x = x - np.max(x, axis=1, keepdims=True)
    x = np.exp(x)
    return x / np.sum(x, axis=1, keepdims=True)

def unpack(params, dims):
    Dx, H, Dy = dims
    ofs = 0
    W1 = params[ofs:ofs + Dx * H].reshape(Dx, H)
    ofs += Dx * H
    b1 = params[ofs:ofs + H].reshape(1, H)
    ofs += H
    W2 = params[ofs:ofs + H * Dy].reshape(H, Dy)
    ofs += H * Dy
    b2 = params[ofs:ofs + Dy].reshape(1, Dy)
    return W1, b1, W2, b2

def forward_backward(X, labels, params, dims):
    W1, b1, W2, b2 = unpack(params, dims)
    h = sigmoid(X @ W1 + b1)
    yhat = softmax(h @ W2 + b2)
    cost = -np.sum(labels * np.log(yhat + 1e-12)) / len(X)

    d3 = (yhat - labels) / len(X)
    gradW2 = h.T @ d3
    gradb2 = np.sum(d3, axis=0)
    d2 = (d3 @ W2.T) * sigmoid_grad(h)
    gradW1 = X.T @ d2
    gradb1 = np.sum(d2, axis=0)
    grad = np.concatenate([g.flatten() for g in (gradW1, gradb1, gradW2, gradb2)])
    return cost, grad, yhat

dims = [5, 14, 4]
corners = np.random.randn(4, 5) * 1.5
c = np.random.randint(0, 4, 400)
X = corners[c] + np.random.randn(400, 5) * 0.6
Y = np.eye(4)[c]

params = np.random.randn((dims[0] + 1) * dims[1] + (dims[1] + 1) * dims[2]) * 0.4
for epoch in range(60):
    idx = np.random.permutation(len(X))
    costs = []
    for k in range(0, len(X), 25):
        cost, grad, _ = forward_backward(X[idx[k:k+25]], Y[idx[k:k+25]], params, dims)
        params -= 0.5 * grad
        costs.append(cost)
    if epoch % 15 == 0:
        print("epoch", epoch, "cost", np.mean(costs))
_, _, yhat = forward_backward(X, Y, params, dims)
print("accuracy:", np.mean(yhat.argmax(axis=1) == c))
