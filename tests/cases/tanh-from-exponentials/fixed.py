import numpy as np


class Dense:
    def __init__(self, n_in, n_out, rng):
        self.w = rng.normal(0, 1.2 / np.sqrt(n_in), (n_in, n_out))
        self.b = rng.normal(0, 0.5, n_out)

    def forward(self, x):
        self.x = x
        return x @ self.w + self.b

    def backward(self, dout):
        self.dw = self.x.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.w.T

    def update(self, lr):
        self.w -= lr * self.dw
        self.b -= lr * self.db


class Tanh:
    """the hyperbolic tangent, written out"""

    def forward(self, x):
        e = np.exp(-2 * x)
        self.y = (1.0 - e) / (1.0 + e)
        return self.y

    def backward(self, dout):
        return dout * (1 - self.y ** 2)

    def update(self, lr):
        pass


class HalfSquares:
    def forward(self, out, t):
        self.diff = out - t
        return 0.5 * np.sum(self.diff ** 2) / len(t)

    def backward(self):
        return self.diff / len(self.diff)


class Sequence:
    def __init__(self, *layers):
        self.layers = layers
        self.loss = HalfSquares()

    def predict(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def train_step(self, x, t, lr):
        value = self.loss.forward(self.predict(x), t)
        d = self.loss.backward()
        for layer in self.layers[::-1]:
            d = layer.backward(d)
        for layer in self.layers:
            layer.update(lr)
        return value


if __name__ == "__main__":
    rng = np.random.default_rng(11)
    x = rng.uniform(-1, 1, (250, 2))
    t = np.sin(4 * x[:, :1]) * np.cos(3 * x[:, 1:])
    net = Sequence(Dense(2, 20, rng), Tanh(), Dense(20, 20, rng), Tanh(), Dense(20, 1, rng))
    for step in range(4001):
        value = net.train_step(x, t, 0.1)
        if step % 800 == 0:
            print("step", step, "loss", value)
