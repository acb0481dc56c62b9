import numpy as np


class PriceClassifier:
    def __init__(self, n_in):
        self.w1, self.b1 = self.make_layer(n_in, 32)
        self.w2, self.b2 = self.make_layer(32, 32)
        self.w3, self.b3 = self.make_layer(32, 1)

    def make_layer(self, n_inputs, n_neurons):
        weights = 0.01 * np.random.randn(n_inputs, n_neurons)
        biases = np.zeros(n_neurons)
        return weights, biases

    def relu(self, z):
        return np.maximum(0, z)

    def sigmoid(self, z):
        return 1 / (1 + np.exp(-np.clip(z, -500, 500)))

    def forward(self, inputs):
        self.z1 = np.dot(inputs, self.w1) + self.b1
        self.a1 = self.relu(self.z1)
        self.z2 = np.dot(self.a1, self.w2) + self.b2
        self.a2 = self.relu(self.z2)
        self.z3 = np.dot(self.a2, self.w3) + self.b3
        self.a3 = self.sigmoid(self.z3)
        return self.a3

    def loss(self, Y):
        p = np.clip(self.a3, 1e-7, 1 - 1e-7)
        return -np.mean(Y * np.log(p) + (1 - Y) * np.log(1 - p))

    def backward(self, inputs, Y, lr):
        m = len(inputs)
        d3 = (self.a3 - Y) / m
        d2 = np.dot(d3, self.w3.T) * (self.z2 > 0)
        d1 = np.dot(d2, self.w2.T) * (self.z1 > 0)
        self.w3 -= lr * np.dot(self.a2.T, d3)
        self.b3 -= lr * np.sum(d3, axis=0)
        self.w2 -= lr * np.dot(self.a1.T, d2)
        self.b2 -= lr * np.sum(d2, axis=0)
        self.w1 -= lr * np.dot(inputs.T, d1)
        self.b1 -= lr * np.sum(d1, axis=0)

    def train(self, X, Y, epochs, batch, lr):
        for epoch in range(epochs):
            order = np.random.permutation(len(X))
            for s in range(0, len(X), batch):
                rows = order[s:s + batch]
                self.forward(X[rows])
                self.backward(X[rows], Y[rows], lr)
            if epoch % 10 == 9:
                self.forward(X)
                print("epoch", epoch + 1, "loss", self.loss(Y))


# lot area, quality, basement, baths, rooms, garage area
def make_houses(n):
    X = np.column_stack([np.random.uniform(2000, 20000, n), np.random.randint(1, 11, n),
                         np.random.uniform(0, 2000, n), np.random.randint(1, 4, n),
                         np.random.randint(3, 12, n), np.random.uniform(0, 900, n)])
    price = X[:, 0] / 5000 + X[:, 1] ** 2 / 12 + X[:, 2] / 700 + X[:, 3] + X[:, 4] / 4 + X[:, 5] / 300
    return X, (price > np.median(price)).astype(float).reshape(-1, 1)


if __name__ == "__main__":
    np.random.seed(1)
    X, Y = make_houses(900)
    # all columns between 0 and 1
    low, high = X.min(axis=0), X.max(axis=0)
    X_scale = (X - low) / (high - low)
    X_train, Y_train = X[:700], Y[:700]
    X_test, Y_test = X_scale[700:], Y[700:]
    net = PriceClassifier(6)
    net.train(X_train, Y_train, 60, 32, 0.1)
    print("test accuracy:", np.mean((net.forward(X_test) > 0.5) == Y_test))
