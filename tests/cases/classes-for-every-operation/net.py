import numpy as np


class Multiply:
    def __init__(self, weights):
        self.weights = weights

    def forward(self, x):
        self.x = x
        return np.dot(x, self.weights)

    def backward(self, grad, speed):
        down = np.dot(grad, self.weights.T)
        self.weights = self.weights - speed * np.dot(self.x.T, grad)
        return down


class AddBias:
    def __init__(self, biases):
        self.biases = biases

    def forward(self, x):
        return x + self.biases

    def backward(self, grad, speed):
        self.biases = self.biases - speed * grad
        return grad


class Tanh:
    def forward(self, x):
        self.y = np.tanh(x)
        return self.y

    def backward(self, grad, speed):
        return grad * (1.0 - np.square(self.y))


class Sigmoid:
    def forward(self, x):
        self.y = 1.0 / (1.0 + np.exp(-x))
        return self.y

    def backward(self, grad, speed):
        return grad * self.y * (1.0 - self.y)


class Chain:
    def __init__(self, operations):
        self.operations = operations

    def forward(self, x):
        for operation in self.operations:
            x = operation.forward(x)
        return x

    def learn(self, x, targets, speed):
        y = self.forward(x)
        grad = 2 * (y - targets)
        for operation in reversed(self.operations):
            grad = operation.backward(grad, speed)
        return np.sum(np.square(y - targets))


def points(n):
    # inside the ring or not
    xy = np.random.uniform(-1.5, 1.5, (n, 2))
    far = np.sqrt(np.sum(xy ** 2, axis=1, keepdims=True))
    return xy, np.float64((far > 0.5) & (far < 1.2))


if __name__ == '__main__':
    np.random.seed(33)
    x, targets = points(150)
    x_new, targets_new = points(150)

    chain = Chain([
        Multiply(np.random.normal(size=(2, 20))), AddBias(np.zeros(20)), Tanh(),
        Multiply(np.random.normal(size=(20, 12)) / 4), AddBias(np.zeros(12)), Tanh(),
        Multiply(np.random.normal(size=(12, 1)) / 3), AddBias(np.zeros(1)), Sigmoid(),
    ])

    for i in range(4000):
        loss = chain.learn(x, targets, 0.01)
        if i % 500 == 0:
            print(i, 'loss', loss)

    print('share right, training:', np.mean((chain.forward(x) > 0.5) == targets))
    print('share right, new points:', np.mean((chain.forward(x_new) > 0.5) == targets_new))
