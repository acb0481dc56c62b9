import numpy as np


class Layer:
    def __init__(self, before, here, kind, rng):
        self.W = rng.normal(0, 1 / np.sqrt(before), (here, before))
        self.b = np.zeros((here, 1))
        self.kind = kind

    def forward(self, a_below):
        self.a_below = a_below
        z = self.W @ a_below + self.b
        if self.kind == "softmax":
            e = np.exp(z - z.max())
            self.a = e / e.sum()
        else:
            self.a = np.tanh(z)
        return self.a

    def delta(self, d_a):
        """from dE/dA to dE/dZ"""
        if self.kind == "softmax":
            return d_a * self.a * (1 - self.a)
        return d_a * (1 - self.a ** 2)

    def backward(self, d_a, lr):
        d_z = self.delta(d_a)
        d_below = self.W.T @ d_z
        self.W -= lr * d_z @ self.a_below.T
        self.b -= lr * d_z
        return d_below


def ce(a, t):
    return -np.sum(t * np.log(a + 1e-12))


def d_ce(a, t):
    return -t / (a + 1e-12)


class Network:
    def __init__(self, layers):
        self.layers = layers

    def out(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def learn(self, x, t, lr):
        a = self.out(x)
        d = d_ce(a, t)
        for layer in reversed(self.layers):
            d = layer.backward(d, lr)
        return ce(a, t)


if __name__ == "__main__":
    rng = np.random.default_rng(4)
    targets = np.eye(4)
    corners = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]])
    kinds = rng.integers(0, 4, 200)
    points = corners[kinds] * rng.uniform(0.1, 1.5, (200, 2)) + 0.1 * rng.normal(size=(200, 2))
    net = Network([Layer(2, 10, "tanh", rng), Layer(10, 4, "softmax", rng)])
    for epoch in range(30):
        error = 0
        for k in rng.permutation(200):
            error += net.learn(points[k].reshape(-1, 1), targets[kinds[k]].reshape(-1, 1), 0.05)
        if epoch % 5 == 4:
            print("epoch", epoch + 1, "mean error", error / 200)
    hits = [np.argmax(net.out(p.reshape(-1, 1))) == k for p, k in zip(points, kinds)]
    print("hits", np.mean(hits))
