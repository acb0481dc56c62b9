import numpy as np


class Model:
    def __init__(self, sizes, seed):
        rng = np.random.RandomState(seed)
        self.weights = {}
        for k in range(len(sizes) - 1):
            self.weights["w%d" % k] = rng.normal(0, 0.5, (sizes[k], sizes[k + 1]))
            self.weights["b%d" % k] = np.zeros((1, sizes[k + 1]))
        self.depth = len(sizes) - 1

    def predict(self, x):
        self.outs = [x]
        for k in range(self.depth):
            x = x @ self.weights["w%d" % k] + self.weights["b%d" % k]
            if k < self.depth - 1:
                x = np.tanh(x)
            self.outs.append(x)
        return x

    def loss(self, x, y):
        return 0.5 * np.mean(np.sum((self.predict(x) - y) ** 2, axis=1))

    def gradients(self, x, y):
        delta = (self.predict(x) - y) / len(x)
        grads = {}
        for k in range(self.depth - 1, -1, -1):
            grads["w%d" % k] = self.outs[k].T @ delta
            grads["b%d" % k] = np.ones((1, len(x))) @ delta
            if k > 0:
                delta = (delta @ self.weights["w%d" % k].T) * (1 - self.outs[k] ** 2)
        return grads


class RMSProp:
    def __init__(self, model, learning_rate=0.005, beta=0.9):
        self.model = model
        self.learning_rate = learning_rate
        self.beta = beta
        self.s = {}

    def update(self, grads):
        for name, g in grads.items():
            if name not in self.s:
                self.s[name] = np.power(g, 2)
            else:
                self.s[name] = self.beta * self.s[name] + (1 - self.beta) * np.power(g, 2)
            self.model.weights[name] = self.model.weights[name] - self.learning_rate * g / np.sqrt(self.s[name] + 1e-10)


if __name__ == "__main__":
    rng = np.random.RandomState(7)
    x = rng.uniform(-2, 2, (256, 2))
    y = np.stack([np.sin(x[:, 0]) * x[:, 1], x[:, 0] - x[:, 1] ** 2], axis=1)
    model = Model([2, 24, 2], seed=3)
    optimizer = RMSProp(model)
    for epoch in range(120):
        order = rng.permutation(256)
        for k in range(0, 256, 32):
            pick = order[k:k + 32]
            optimizer.update(model.gradients(x[pick], y[pick]))
        if epoch % 30 == 29:
            print("epoch", epoch + 1, "loss", model.loss(x, y))
    print("final loss", model.loss(x, y))
