import numpy as np


class Linear:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out) / np.sqrt(n_in)
        self.b = np.zeros((1, n_out))

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, g):
        self.gW = self.x.T @ g
        self.gb = np.sum(g, axis=0, keepdims=True)
        return g @ self.W.T

    def step(self, rate):
        self.W -= rate * self.gW
        self.b -= rate * self.gb


class Tanh:
    def forward(self, x):
        self.y = np.tanh(x)
        return self.y

    def backward(self, g):
        return g * (1 - self.y ** 2)

    def step(self, rate):
        pass


class SoftMax:
    def forward(self, x):
        e = np.exp(x - np.max(x, axis=1, keepdims=True))
        self.p = e / np.sum(e, axis=1, keepdims=True)
        return self.p

    def backward(self, g):
        return g * self.p * (1 - self.p)

    def step(self, rate):
        pass


class CrossEntropy:
    def loss(self, p, t):
        return -np.sum(t * np.log(p + 1e-12)) / len(t)

    def gradient(self, p, t):
        return -t / (p + 1e-12) / len(t)


class Net:
    def __init__(self, layers, cost):
        self.layers = layers
        self.cost = cost

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def train(self, x, t, epochs, rate):
        for epoch in range(epochs):
            p = self.forward(x)
            g = self.cost.gradient(p, t)
            for layer in reversed(self.layers):
                g = layer.backward(g)
            for layer in self.layers:
                layer.step(rate)
            if epoch % 100 == 0:
                print("epoch", epoch, "cost", self.cost.loss(p, t))


if __name__ == "__main__":
    np.random.seed(1)
    c = np.random.randint(0, 4, 400)
    centers = np.array([[1.0, 1.0], [-1.0, 1.0], [-1.0, -1.0], [1.0, -1.0]])
    x = centers[c] + np.random.normal(0, 0.45, (400, 2))
    t = np.eye(4)[c]
    net = Net([Linear(2, 10), Tanh(), Linear(10, 4), SoftMax()], CrossEntropy())
    net.train(x, t, 500, 0.5)
    p = net.forward(x)
    print("accuracy", np.mean(np.argmax(p, axis=1) == c))
    print("final cost", net.cost.loss(p, t))
