import numpy as np

np.random.seed(1)

# two sensors, alarm when their sum is above a limit
X = np.random.uniform(0, 1, (60, 2))
y = (X[:, :1] + X[:, 1:] > 1.3).astype(float)


class AlarmNeuron:
    def __init__(self, X, y):
        self.sensors = X
        self.alarm = y
        self.weight = np.random.uniform(-1, 1, (X.shape[1], 1))
        self.offset = np.random.uniform(-1, 1, (X.shape[1], 1))

    def squash(self, x, slope=False):
        if slope:
            return x * (1 - x)
        return 1 / (1 + np.exp(-x))

    def forward(self):
        self.answer = self.squash(np.dot(self.sensors, self.weight + self.offset))
        self.missing = self.alarm - self.answer

    def backward(self):
        self.push = self.missing * self.squash(self.answer, True)
        self.weight += 0.3 * np.dot(self.sensors.T, self.push)
        self.offset += 0.3 * np.dot(self.sensors.T, self.push)

    def train(self, epochs=20):
        for epoch in range(epochs):
            self.forward()
            self.backward()
            if epoch % 500 == 0:
                print(epoch, "sum of squares", float(np.sum(self.missing ** 2)))


neuron = AlarmNeuron(X, y)
neuron.train(3000)
neuron.forward()
print("alarms right:", np.mean((neuron.answer > 0.5) == (y > 0.5)))
print("sum of squares in the end:", float(np.sum(neuron.missing ** 2)))
