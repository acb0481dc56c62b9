import numpy as np


class Linear:
    def __init__(self, n_in, n_out):
        self.weight = np.random.randn(n_in, n_out) / np.sqrt(n_in)
        self.bias = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        return x @ self.weight + self.bias

    def backward(self, gy):
        self.g_weight = self.x.T @ gy
        self.g_bias = gy.sum(axis=0)
        return gy @ self.weight.T

    def step(self, rate):
        self.weight -= rate * self.g_weight
        self.bias -= rate * self.g_bias


class Tanh:
    def forward(self, x):
        self.y = np.tanh(x)
        return self.y

    def backward(self, gy):
        return gy * (1 - self.y ** 2)

    def step(self, rate):
        pass


class LogSoftMax:
    def forward(self, x):
        top = x.max(axis=1, keepdims=True)
        self.y = x - top - np.log(np.exp(x - top).sum(axis=1, keepdims=True))
        return self.y

    def backward(self, gy):
        return gy - np.exp(self.y) * gy.sum(axis=1, keepdims=True)

    def step(self, rate):
        pass


class NegativeLogLikelihood:
    def forward(self, logp, labels):
        self.logp, self.labels = logp, labels
        return -np.mean(logp[np.arange(len(labels)), labels])

    def backward(self):
        g = np.zeros_like(self.logp)
        g[np.arange(len(self.labels)), self.labels] = -1 / len(self.labels)
        return g


class FFN:
    def __init__(self, modules, criterion):
        self.modules, self.criterion = modules, criterion

    def forward(self, x):
        for m in self.modules:
            x = m.forward(x)
        return x

    def train(self, x, labels, rate, epochs, batch):
        for epoch in range(epochs):
            order = np.random.permutation(len(x))
            total = 0
            for s in range(0, len(x), batch):
                idx = order[s:s + batch]
                total += self.criterion.forward(self.forward(x[idx]), labels[idx]) * len(idx)
                g = self.criterion.backward()
                for m in reversed(self.modules):
                    g = m.backward(g)
                for m in self.modules:
                    m.step(rate)
            if epoch % 10 == 9:
                print("epoch", epoch + 1, "nll", total / len(x))


if __name__ == "__main__":
    np.random.seed(12)
    # three kinds of wine, made up
    kinds = np.random.randint(0, 3, 300)
    wine = np.array([[13.7, 2.0, 5.5], [12.3, 1.9, 3.1], [13.2, 3.3, 7.4]])[kinds]
    wine = wine + np.random.randn(300, 3) * [0.5, 0.5, 1.2]
    wine = (wine - wine.mean(axis=0)) / wine.std(axis=0)
    net = FFN([Linear(3, 8), Tanh(), Linear(8, 3), LogSoftMax()], NegativeLogLikelihood())
    net.train(wine, kinds, 0.2, 60, 30)
    print("accuracy", np.mean(net.forward(wine).argmax(axis=1) == kinds))
    print("final nll", net.criterion.forward(net.forward(wine), kinds))
