import numpy as np


class Connected:
    def __init__(self, n_in, n_out):
        self.w = np.random.randn(n_in, n_out) * np.sqrt(1 / n_in)
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.input = x
        return x @ self.w + self.b

    def backward(self, delta):
        self.w_updates = self.input.T @ delta
        self.b_updates = delta.sum(axis=0)
        return delta @ self.w.T

    def update(self, rate):
        self.w -= rate * self.w_updates
        self.b -= rate * self.b_updates


class Softmax:
    """shares one unit of attention among the experts"""

    def forward(self, x):
        e = np.exp(x - x.max(axis=1, keepdims=True))
        self.output = e / e.sum(axis=1, keepdims=True)
        return self.output

    def backward(self, delta):
        return delta

    def update(self, rate):
        pass


class Cost:
    def forward(self, x, truth):
        self.delta = (x - truth) / len(x)
        return np.sum((x - truth) ** 2) / (2 * len(x))

    def backward(self):
        return self.delta


class Net:
    def __init__(self, layers):
        self.layers = layers
        self.cost = Cost()

    def predict(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def train_batch(self, x, truth, rate):
        value = self.cost.forward(self.predict(x), truth)
        delta = self.cost.backward()
        for layer in reversed(self.layers):
            delta = layer.backward(delta)
        for layer in self.layers:
            layer.update(rate)
        return value


if __name__ == "__main__":
    np.random.seed(4)
    x = np.random.uniform(-2, 2, (400, 2))
    truth = np.where(x[:, :1] > 0.3, 2.0, 0.0) + np.where(x[:, 1:] < -0.5, 1.0, -1.0)
    net = Net([Connected(2, 8), Softmax(), Connected(8, 1)])
    for epoch in range(300):
        mix = np.random.permutation(len(x))
        cost = 0
        for s in range(0, len(x), 40):
            cost += net.train_batch(x[mix[s:s + 40]], truth[mix[s:s + 40]], 0.2)
        if epoch % 50 == 49:
            print("epoch", epoch + 1, "cost", cost / 10)
