import numpy as np

rs = np.random.RandomState(17)
KEEP = 0.6


def init_model(n_in, n_hid):
    return {'W1': rs.randn(n_in, n_hid) * np.sqrt(2.0 / n_in), 'b1': np.zeros((1, n_hid)),
            'W2': rs.randn(n_hid, 1) * np.sqrt(2.0 / n_hid), 'b2': np.zeros((1, 1))}


def forward_train(model, X):
    Z = X.dot(model['W1']) + model['b1']
    H = np.maximum(Z, 0)
    M = (rs.rand(*H.shape) < KEEP)
    H = H * M
    out = H.dot(model['W2']) + model['b2']
    return out, (X, Z, H, M)


def predict(model, X):
    H = np.maximum(X.dot(model['W1']) + model['b1'], 0)
    return H.dot(model['W2']) + model['b2']


def backward(model, cache, out, Y):
    X, Z, H, M = cache
    dout = 2 * (out - Y) / len(X)
    dH = dout.dot(model['W2'].T) * M
    dZ = dH * (Z > 0)
    return {'W1': X.T.dot(dZ), 'b1': dZ.sum(axis=0, keepdims=True),
            'W2': H.T.dot(dout), 'b2': dout.sum(axis=0, keepdims=True)}


def train(model, X, Y, epochs=150, batch=32, lr=0.02):
    for epoch in range(epochs):
        idx = rs.permutation(len(X))
        total = 0.0
        for s in range(0, len(X), batch):
            xb, yb = X[idx[s:s + batch]], Y[idx[s:s + batch]]
            out, cache = forward_train(model, xb)
            grads = backward(model, cache, out, yb)
            total += np.sum((out - yb) ** 2)
            for k in model:
                model[k] -= lr * grads[k]
        if (epoch + 1) % 30 == 0:
            print('epoch %d  train mse %.4f' % (epoch + 1, total / len(X)))


if __name__ == '__main__':
    X = rs.uniform(-1, 1, (500, 5))
    Y = 2 + X[:, :1] - 2 * np.abs(X[:, 1:2]) + X[:, 2:3] * X[:, 3:4]
    Xtest, Ytest = X[400:], Y[400:]
    model = init_model(5, 100)
    train(model, X[:400], Y[:400])
    print('test mse', np.mean((predict(model, Xtest) - Ytest) ** 2), 'variance', Ytest.var())
