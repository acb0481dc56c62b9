import numpy as np


class Dense:
    def __init__(self, n_in, n_out, rng):
        self.w = rng.standard_normal((n_in, n_out)) / np.sqrt(n_in)
        self.b = np.zeros(n_out)

    def forward(self, x, train):
        self.x = x
        return x @ self.w + self.b

    def backward(self, d):
        self.grads = [self.x.T @ d, d.sum(axis=0)]
        return d @ self.w.T

    def params(self):
        return [self.w, self.b]


class BatchNorm:
    def __init__(self, n, momentum=0.9):
        self.gamma = np.ones(n)
        self.beta = np.zeros(n)
        self.momentum = momentum
        self.run_mean = np.zeros(n)
        self.run_var = np.ones(n)

    def forward(self, x, train):
        mu = x.mean(axis=0)
        var = x.var(axis=0)
        if train:
            self.run_mean = self.momentum * self.run_mean + (1 - self.momentum) * mu
            self.run_var = self.momentum * self.run_var + (1 - self.momentum) * var
        self.std = np.sqrt(var + 1e-5)
        self.xhat = (x - mu) / self.std
        return self.gamma * self.xhat + self.beta

    def backward(self, d):
        self.grads = [np.sum(d * self.xhat, axis=0), d.sum(axis=0)]
        g = d * self.gamma
        return (g - g.mean(axis=0) - self.xhat * np.mean(g * self.xhat, axis=0)) / self.std

    def params(self):
        return [self.gamma, self.beta]


class Tanh:
    grads = []

    def forward(self, x, train):
        self.y = np.tanh(x)
        return self.y

    def backward(self, d):
        return d * (1 - self.y ** 2)

    def params(self):
        return []


class Model:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, x, train=False):
        for layer in self.layers:
            x = layer.forward(x, train)
        return x

    def loss_and_grads(self, x, y):
        z = self.forward(x, train=True)
        p = 1 / (1 + np.exp(-z))
        loss = -np.mean(y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12))
        d = (p - y) / len(x)
        for layer in reversed(self.layers):
            d = layer.backward(d)
        return loss

    def update(self, lr):
        for layer in self.layers:
            for p, g in zip(layer.params(), layer.grads):
                p -= lr * g

    def classify(self, row):
        return int(self.forward(row.reshape(1, -1))[0, 0] > 0)


if __name__ == "__main__":
    rng = np.random.default_rng(2)
    x = rng.normal([5, -3], [4, 0.5], (500, 2))
    y = (((x[:, 0] - 5) / 4) ** 2 + ((x[:, 1] + 3) / 0.5) ** 2 < 1.4).astype(float).reshape(-1, 1)
    model = Model([Dense(2, 16, rng), BatchNorm(16), Tanh(), Dense(16, 16, rng), BatchNorm(16), Tanh(),
                   Dense(16, 1, rng)])
    for epoch in range(60):
        for k in range(0, 400, 40):
            loss = model.loss_and_grads(x[k:k + 40], y[k:k + 40])
            model.update(0.3)
        if epoch % 15 == 14:
            print("epoch", epoch + 1, "loss", loss)
    hits = [model.classify(row) == int(t[0]) for row, t in zip(x[400:], y[400:])]
    print("accuracy, one row at a time:", np.mean(hits))
