import numpy as np


class Neural_Network(object):
    def __init__(self, inputs, hidden, outputs, hidden_layers):
        self.scalar = 0.0000000001  # learning rate, anything larger gives inf
        sizes = [inputs] + [hidden] * hidden_layers + [outputs]
        self.weights = []
        self.biases = []
        for n, m in zip(sizes[:-1], sizes[1:]):
            self.weights.append(np.random.rand(n, m))
            self.biases.append(np.random.rand(1, m))

    def relu(self, z):
        return np.maximum(z, 0)

    def relu_prime(self, z):
        return (z > 0) * 1.0

    def forward(self, x):
        self.z, self.a = [], [x]
        for w, b in zip(self.weights[:-1], self.biases[:-1]):
            self.z.append(self.a[-1].dot(w) + b)
            self.a.append(self.relu(self.z[-1]))
        # no activation at the end, the score is any number
        self.z.append(self.a[-1].dot(self.weights[-1]) + self.biases[-1])
        return self.z[-1]

    def cost(self, x, y):
        return 0.5 * np.mean((self.forward(x) - y) ** 2)

    def cost_prime(self, x, y):
        dJdW, dJdB = [], []
        delta = (self.forward(x) - y) / len(x)
        for i in range(len(self.weights) - 1, -1, -1):
            dJdW.insert(0, self.a[i].T.dot(delta))
            dJdB.insert(0, np.sum(delta, axis=0, keepdims=True))
            if i > 0:
                delta = delta.dot(self.weights[i].T) * self.relu_prime(self.z[i - 1])
        return dJdW, dJdB

    def train(self, x, y, rounds):
        for r in range(rounds):
            dJdW, dJdB = self.cost_prime(x, y)
            for i in range(len(self.weights)):
                self.weights[i] -= self.scalar * dJdW[i]
                self.biases[i] -= self.scalar * dJdB[i]
            if r % 500 == 0:
                print('round', r, 'cost', self.cost(x, y))


np.random.seed(2)
# hours of study, hours of sleep -> score
hours = np.random.uniform(0, 10, (40, 2))
score = 40 + 5 * hours[:, :1] - 0.8 * (hours[:, 1:] - 7) ** 2
x = (hours - hours.mean(axis=0)) / hours.std(axis=0)
y = (score - score.mean()) / score.std()

net = Neural_Network(2, 30, 1, 3)
print(net.forward(x)[:3])
net.train(x, y, 3000)
print(net.forward(x)[:3], y[:3])
print('end cost', net.cost(x, y))
