import numpy as np

np.random.seed(1)

# is the thermometer pair "warm" (mean above 4)?
X = np.array([[1.0, 2.0], [2.5, 1.5], [3.0, 3.5], [5.5, 1.0], [4.5, 5.0], [6.0, 3.0], [2.5, 7.0], [5.0, 6.5]])
y = np.array([[0, 0, 0, 0, 1, 1, 1, 1]]).T


class OneLayer:
    def __init__(self, X, y):
        self.X = X
        self.y = y
        self.W = np.random.uniform(-1, 1, (X.shape[1], 1))
        self.b = np.random.uniform(-1, 1, (1, 1))

    def bend(self, x, slope=False):
        if slope:
            return x * (1 - x)
        return 1 / (1 + np.exp(-x))

    def forward(self):
        self.out = self.bend(np.dot(self.X, self.W) + self.b)
        self.gap = self.y - self.out

    def backward(self):
        self.push = self.gap * self.bend(self.out, True)
        self.W += 0.1 * np.dot(self.X.T, self.push)
        self.b += 0.1 * np.sum(self.push)

    def train(self, epochs=20):
        for e in range(epochs):
            self.forward()
            if e % 2000 == 0:
                print(abs(self.gap).sum())
            self.backward()


nn = OneLayer(X, y)
nn.train(12001)
print(nn.out.round(2).T)
print('total miss', abs(nn.gap).sum())
