import numpy as np
from sklearn.datasets import load_iris


class Linear:
    def __init__(self, n_in, n_out, rng):
        self.w = rng.standard_normal((n_in, n_out)) / np.sqrt(n_in)
        self.b = np.zeros((1, n_out))

    def __call__(self, x):
        self.x = x
        return x @ self.w + self.b

    def backward(self, up, rate):
        down = up @ self.w.T
        self.gw = self.x.T @ up
        self.gb = up.sum(axis=0, keepdims=True)
        self.w = self.w - rate * self.gw
        self.b = self.b - rate * self.gb
        return down


class Tanh:
    def __call__(self, x):
        self.y = np.tanh(x)
        return self.y

    def backward(self, up, rate):
        return up * (1 - self.y * self.y)


class Softmax:
    def __call__(self, x):
        e = np.exp(x - x.max(axis=-1, keepdims=True))
        self.y = e / e.sum(axis=-1, keepdims=True)
        return self.y

    def backward(self, up, rate):
        return self.y * (up - (up * self.y).sum(axis=-1, keepdims=True))


class CrossEntropy:
    def __call__(self, p, t):
        self.p, self.t = np.clip(p, 1e-9, 1), t
        return -(t * np.log(self.p)).sum() / len(t)

    def backward(self):
        return -self.t / self.p / len(self.t)


class Chain:
    def __init__(self, *parts):
        self.parts = parts
        self.cost = CrossEntropy()

    def __call__(self, x):
        for part in self.parts:
            x = part(x)
        return x

    def learn(self, x, t, rate):
        value = self.cost(self(x), t)
        up = self.cost.backward()
        for part in self.parts[::-1]:
            up = part.backward(up, rate)
        return value


if __name__ == "__main__":
    flowers = load_iris()
    X = (flowers.data - flowers.data.mean(axis=0)) / flowers.data.std(axis=0)
    T = np.eye(3)[flowers.target]
    rng = np.random.default_rng(21)
    chain = Chain(Linear(4, 10, rng), Tanh(), Linear(10, 3, rng), Softmax())
    for epoch in range(801):
        value = chain.learn(X, T, 0.1)
        if epoch % 200 == 0:
            right = (chain(X).argmax(axis=1) == flowers.target).mean()
            print(f"epoch {epoch}: accuracy {right:.3f}")
            print(f"cross-entropy {value:.4f}")
