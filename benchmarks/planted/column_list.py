import numpy as np

n, inputs, hidden, outputs = 7, 4, 5, 3
np.random.seed(0)


class Network(object):
    def __init__(self, sizes):
        self.num_layers = len(sizes)
        self.biases = [np.random.randn(y, 1) for y in sizes[1:]]
        self.weights = [np.random.randn(y, x) for x, y in zip(sizes[:-1], sizes[1:])]

    def train(self, data, epochs, size, eta):
        for j in range(epochs):
            batches = [data[k:k + size] for k in range(0, len(data), size)]
            for batch in batches:
                self.update(batch, eta)

    def update(self, batch, eta):
        nabla_b = [np.zeros(b.shape) for b in self.biases]
        nabla_w = [np.zeros(w.shape) for w in self.weights]
        for x, y in batch:
            db, dw = self.backprop(x, y)
            nabla_b = [nb + d for nb, d in zip(nabla_b, db)]
            nabla_w = [nw + d for nw, d in zip(nabla_w, dw)]
        self.weights = [w - (eta / len(batch)) * nw for w, nw in zip(self.weights, nabla_w)]
        self.biases = [b - (eta / len(batch)) * nb for b, nb in zip(self.biases, nabla_b)]

    def backprop(self, x, y):
        db = [np.zeros(b.shape) for b in self.biases]
        dw = [np.zeros(w.shape) for w in self.weights]
        a, acts, zs = x, [x], []
        for b, w in zip(self.biases, self.weights):
            z = np.dot(w, a) + b
            zs.append(z)
            a = sigmoid(z)
            acts.append(a)
        delta = (acts[-1] - y) * slope(zs[-1])
        db[-1] = delta
        dw[-1] = np.dot(delta, acts[-2].transpose())
        for l in range(2, self.num_layers):
            z = zs[-l]
            delta = np.dot(self.weights[-l + 1].transpose(), delta) * slope(z)
            db[-l] = delta
            dw[-l] = np.dot(delta, acts[-l - 1].transpose())
        return db, dw


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def slope(z):
    return sigmoid(z) * (1 - sigmoid(z))


data = [(np.random.randn(inputs, 1), np.random.rand(outputs, 1)) for _ in range(n * 2)]
net = Network([inputs, hidden, hidden, outputs])
net.train(data, 6, n, 0.5)
