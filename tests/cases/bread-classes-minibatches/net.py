import numpy as np


class Layer:
    def __init__(self, n_in, n_out, rng):
        self.W = rng.normal(0, np.sqrt(1 / n_in), (n_in, n_out))
        self.b = np.zeros(n_out)
        self.gW = np.zeros_like(self.W)
        self.gb = np.zeros_like(self.b)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, g):
        self.gW += self.x.T @ g
        self.gb += g.sum(axis=0)
        return g @ self.W.T

    def step(self, lr):
        self.W -= lr * self.gW
        self.b -= lr * self.gb


class Tanh:
    def forward(self, x):
        self.y = np.tanh(x)
        return self.y

    def backward(self, g):
        return g * (1 - self.y ** 2)

    def step(self, lr):
        pass


class Model:
    def __init__(self, rng):
        self.parts = [Layer(5, 12, rng), Tanh(), Layer(12, 3, rng)]

    def forward(self, x):
        for part in self.parts:
            x = part.forward(x)
        e = np.exp(x - x.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def fit(self, x, t, epochs, size, lr, rng):
        for epoch in range(epochs):
            order = rng.permutation(len(x))
            xs = x[order]
            ts = t[rng.permutation(len(x))]
            for i in range(0, len(x), size):
                p = self.forward(xs[i:i + size])
                g = (p - ts[i:i + size]) / size
                for part in reversed(self.parts):
                    g = part.backward(g)
                for part in self.parts:
                    part.step(lr)
            if epoch % 10 == 0:
                print(epoch, (self.forward(x).argmax(1) == t.argmax(1)).mean())


if __name__ == "__main__":
    rng = np.random.default_rng(5)
    middle = rng.normal(0, 2, (3, 5))
    kind = rng.integers(0, 3, 240)
    x = middle[kind] + rng.normal(0, 1, (240, 5))
    t = np.eye(3)[kind]
    model = Model(rng)
    model.fit(x, t, 60, 24, 0.2, rng)
    print("right", (model.forward(x).argmax(1) == t.argmax(1)).mean())
