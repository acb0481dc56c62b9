import numpy as np


class L2Loss:
    def __init__(self):
        self.pred = None
        self.targ = None

    def value(self, pred, targ):
        self.pred, self.targ = pred, targ
        return np.sum((pred - targ) ** 2) / len(pred)

    def grad(self):
        return 2 * np.sum(self.pred - self.targ, axis=1, keepdims=True) / len(self.pred)


class MatMul:
    def __init__(self, rows, cols, rng):
        self.W = 0.5 * rng.randn(rows, cols)
        self.b = np.zeros((1, cols))

    def value(self, A):
        self.A = A
        return np.dot(A, self.W) + self.b

    def grad(self, outgrad):
        self.dW = np.dot(self.A.T, outgrad)
        self.db = np.sum(outgrad, axis=0, keepdims=True)
        return np.dot(outgrad, self.W.T)


class TanhUnits:
    def value(self, A):
        self.H = np.tanh(A)
        return self.H

    def grad(self, outgrad):
        return outgrad * (1 - self.H ** 2)


def boiler_data(rng, n=77):
    """pressure and flow against the temperature, all standardised"""
    X = rng.randn(n, 2)
    temperature = 0.8 * X[:, 0] - 0.5 * X[:, 1] ** 2 + 0.1 * rng.randn(n)
    return X, temperature - temperature.mean()


if __name__ == "__main__":
    rng = np.random.RandomState(3)
    X, T = boiler_data(rng)
    layers = [MatMul(2, 12, rng), TanhUnits(), MatMul(12, 1, rng)]
    loss = L2Loss()
    for it in range(3001):
        out = X
        for layer in layers:
            out = layer.value(out)
        current = loss.value(out, T.reshape(-1, 1))
        back = loss.grad()
        for layer in reversed(layers):
            back = layer.grad(back)
        for layer in (layers[0], layers[2]):
            layer.W -= 0.005 * layer.dW
            layer.b -= 0.005 * layer.db
        if it % 600 == 0:
            print("iteration", it, "loss", current)
    print("mean squared miss", np.mean((out.ravel() - T) ** 2), "variance", np.var(T))
