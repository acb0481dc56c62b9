import numpy as np


class Layer:
    def forward(self, inp):
        raise NotImplementedError

    def backward(self, grad):
        raise NotImplementedError

    def update(self, lr, mu):
        pass


class Linear(Layer):
    def __init__(self, n_in, n_out, rng):
        self.W = rng.normal(scale=np.sqrt(2 / n_in), size=(n_in, n_out))
        self.b = np.zeros((1, n_out))
        self.vW, self.vb = np.zeros_like(self.W), np.zeros_like(self.b)

    def forward(self, inp):
        self.inp = inp
        return inp @ self.W + self.b

    def backward(self, grad):
        self.dW = self.inp.T @ grad
        self.db = grad.sum(axis=0, keepdims=True)
        return grad @ self.W.T

    def update(self, lr, mu):
        self.vW = mu * self.vW - lr * self.dW
        self.vb = mu * self.vb - lr * self.db
        self.W += self.vW
        self.b += self.vb


class LeakyReLU(Layer):
    def forward(self, inp):
        self.out = np.where(inp > 0, inp, 0.01 * inp)
        return self.out

    def backward(self, grad):
        # the output has the sign of the input
        return np.where(self.out > 0, grad, 0.01 * grad)


class SigmoidOut(Layer):
    def forward(self, inp):
        self.p = 1 / (1 + np.exp(-inp))
        return self.p

    def backward(self, target):
        # together with binary cross-entropy
        return (self.p - target) / len(target)


def two_spirals(n, rng):
    t = np.sqrt(rng.uniform(0.03, 1, (n, 1))) * 2.5 * np.pi
    x = np.hstack([t * np.cos(t), t * np.sin(t)]) / 4
    noise = rng.normal(scale=0.06, size=(2 * n, 2))
    return np.vstack([x, -x]) + noise, np.vstack([np.zeros((n, 1)), np.ones((n, 1))])


if __name__ == "__main__":
    rng = np.random.default_rng(7)
    X, y = two_spirals(200, rng)
    net = [Linear(2, 32, rng), LeakyReLU(), Linear(32, 32, rng), LeakyReLU(), Linear(32, 1, rng), SigmoidOut()]
    for epoch in range(201):
        idx = rng.permutation(len(X))
        for s in range(0, len(X), 25):
            part = idx[s:s + 25]
            out = X[part]
            for layer in net:
                out = layer.forward(out)
            grad = y[part]
            for layer in net[::-1]:
                grad = layer.backward(grad)
            for layer in net:
                layer.update(0.02, 0.9)
        if epoch % 25 == 0:
            out = X
            for layer in net:
                out = layer.forward(out)
            loss = -np.mean(y * np.log(out + 1e-12) + (1 - y) * np.log(1 - out + 1e-12))
            print(f"{epoch:4d} loss {loss:.4f} accuracy {np.mean((out > 0.5) == y):.3f}")
