import numpy as np


class Linear:
    def __init__(self, fan_in, fan_out):
        lim = np.sqrt(6.0 / (fan_in + fan_out))
        self.W = np.random.uniform(-lim, lim, size=(fan_in, fan_out))
        self.b = np.zeros(fan_out)
        self.dW = np.zeros_like(self.W)
        self.db = np.zeros_like(self.b)

    def __call__(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW += self.x.T @ dout
        self.db += dout.sum(axis=0)
        return dout @ self.W.T

    def step(self, lr):
        self.W -= lr * self.dW
        self.b -= lr * self.db

    def zero_grad(self):
        self.dW[:] = 0
        self.db[:] = 0


class Tanh:
    def __call__(self, x):
        self.y = np.tanh(x)
        return self.y

    def backward(self, dout):
        return dout * (1 - self.y ** 2)


class Sequential:
    def __init__(self, *layers):
        self.layers = layers

    def __call__(self, x):
        for l in self.layers:
            x = l(x)
        return x

    def backward(self, d):
        for l in self.layers[::-1]:
            d = l.backward(d)

    def linears(self):
        return [l for l in self.layers if hasattr(l, "step")]


def mse(pred, y):
    diff = pred - y
    return (diff ** 2).mean(), 2 * diff / diff.size


if __name__ == "__main__":
    np.random.seed(3)
    X = np.random.uniform(-1, 1, (512, 2))
    y = X[:, :1] ** 2 - X[:, 1:] ** 2          # saddle
    model = Sequential(Linear(2, 20), Tanh(), Linear(20, 20), Tanh(), Linear(20, 1))
    for epoch in range(60):
        order = np.random.permutation(len(X))
        for s in range(0, len(X), 32):
            idx = order[s:s + 32]
            loss, d = mse(model(X[idx]), y[idx])
            model.backward(d)
            for l in model.linears():
                l.step(0.1)
        if epoch % 10 == 9:
            print("epoch %d  mse %.6f" % (epoch + 1, mse(model(X), y)[0]))
