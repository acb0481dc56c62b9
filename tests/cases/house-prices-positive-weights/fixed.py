import numpy as np

np.random.seed(9)


def relu(z):
    # a little leak so that no unit dies
    return np.where(z > 0, z, 0.1 * z)


def relu_prime(z):
    return np.where(z > 0, 1.0, 0.1)


class ReluRegression(object):
    def __init__(self, inputs, hidden, depth, rate):
        self.rate = rate
        self.weights = []
        self.biases = []
        width = inputs
        for i in range(depth):
            self.weights.append(np.random.randn(width, hidden) * np.sqrt(2 / width))
            self.biases.append(np.random.rand(1, hidden))
            width = hidden
        self.weights.append(np.random.randn(width, 1) * np.sqrt(1 / width))
        self.biases.append(np.random.rand(1, 1))

    def forward(self, X):
        self.z, self.a = [], [X]
        for i in range(len(self.weights)):
            self.z.append(np.dot(self.a[i], self.weights[i]) + self.biases[i])
            self.a.append(relu(self.z[i]) if i < len(self.weights) - 1 else self.z[i])
        return self.a[-1]

    def cost(self, X, y):
        return 0.5 * np.mean((self.forward(X) - y) ** 2)

    def cost_prime(self, X, y):
        dW = [None] * len(self.weights)
        dB = [None] * len(self.weights)
        delta = (self.forward(X) - y) / len(X)
        for i in reversed(range(len(self.weights))):
            dW[i] = np.dot(self.a[i].T, delta)
            dB[i] = np.sum(delta, axis=0, keepdims=True)
            if i > 0:
                delta = np.dot(delta, self.weights[i].T) * relu_prime(self.z[i - 1])
        return dW, dB

    def train(self, X, y, rounds):
        for r in range(rounds):
            dW, dB = self.cost_prime(X, y)
            for i in range(len(self.weights)):
                self.weights[i] = self.weights[i] - self.rate * dW[i]
                self.biases[i] = self.biases[i] - self.rate * dB[i]
            if r in (0, 1, 2, 3, 10, 100, 1000):
                print(r, "cost", self.cost(X, y), "largest dJdW", max(np.abs(d).max() for d in dW))


rooms = np.random.randint(1, 8, (150, 1))
area = rooms * 22 + np.random.normal(0, 12, (150, 1))
age = np.random.randint(0, 60, (150, 1))
X = np.hstack([(v - v.mean()) / v.std() for v in (rooms, area, age)])
y = 0.3 * rooms + 0.01 * area - 0.00025 * (age - 30) ** 2
y = (y - y.mean()) / y.std()

net = ReluRegression(3, 24, 3, 0.03)
net.train(X, y, 2000)
print("final cost", net.cost(X, y))
