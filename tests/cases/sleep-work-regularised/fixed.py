import numpy as np


class NeuralNetwork(object):
    def __init__(self, lam=0.0):
        self.input_size = 2
        self.hidden_size = 3
        self.output_size = 1
        self.W1 = np.random.randn(self.input_size, self.hidden_size)
        self.W2 = np.random.randn(self.hidden_size, self.output_size)
        self.lam = lam

    def sigmoid(self, z):
        return 1 / (1 + np.exp(-z))

    def sigmoid_prime(self, z):
        return np.exp(-z) / (1 + np.exp(-z)) ** 2

    def forward(self, X):
        self.z2 = np.dot(X, self.W1)
        self.a2 = self.sigmoid(self.z2)
        self.z3 = np.dot(self.a2, self.W2)
        return self.sigmoid(self.z3)

    def cost(self, X, y):
        y_hat = self.forward(X)
        return 0.5 * np.sum((y - y_hat) ** 2) / X.shape[0] + self.lam / 2 * (np.sum(self.W1 ** 2) + np.sum(self.W2 ** 2))

    def cost_prime(self, X, y):
        y_hat = self.forward(X)
        delta3 = np.multiply(-(y - y_hat), self.sigmoid_prime(self.z3))
        dJdW2 = np.dot(self.a2.T, delta3) / X.shape[0] + self.lam * self.W2
        delta2 = np.dot(delta3, self.W2.T) * self.sigmoid_prime(self.z2)
        dJdW1 = np.dot(X.T, delta2) / X.shape[0] + self.lam * self.W1
        return dJdW1, dJdW2

    def get_params(self):
        return np.concatenate((self.W1.ravel(), self.W2.ravel()))

    def set_params(self, params):
        cut = self.hidden_size * self.input_size
        self.W1 = np.reshape(params[:cut], (self.input_size, self.hidden_size))
        self.W2 = np.reshape(params[cut:], (self.hidden_size, self.output_size))

    def compute_gradients(self, X, y):
        dJdW1, dJdW2 = self.cost_prime(X, y)
        return np.concatenate((dJdW1.ravel(), dJdW2.ravel()))


class Trainer(object):
    def __init__(self, net):
        self.net = net

    def train(self, X, y, rate, rounds):
        self.costs = []
        for k in range(rounds):
            self.net.set_params(self.net.get_params() - rate * self.net.compute_gradients(X, y))
            self.costs.append(self.net.cost(X, y))
            if k % 1000 == 0:
                print(k, self.costs[-1])


if __name__ == "__main__":
    np.random.seed(6)
    # hours of sleep and of work, mark in percent
    hours = np.column_stack((np.random.uniform(3, 10, 60), np.random.uniform(0, 10, 60)))
    mark = 100 / (1 + np.exp(-(0.55 * (hours[:, :1] - 6.5) + 0.45 * (hours[:, 1:] - 5)))) + 2 * np.random.randn(60, 1)
    X = (hours - hours.mean(axis=0)) / hours.std(axis=0)
    y = np.clip(mark, 0, 100) / 100

    net = NeuralNetwork(lam=0.002)
    trainer = Trainer(net)
    trainer.train(X, y, 0.3, 8001)
    print("cost in the end: %.6f" % trainer.costs[-1])
