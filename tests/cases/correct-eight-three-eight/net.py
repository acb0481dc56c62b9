import numpy as np


class BottleneckNetwork:
    def __init__(self, learning_rate=5.0, seed=42):
        np.random.seed(seed)
        self.learning_rate = learning_rate
        self.W1 = np.random.randn(8, 3) * 0.5
        self.b1 = np.random.randn(1, 3) * 0.5
        self.W2 = np.random.randn(3, 8) * 0.5
        self.b2 = np.random.randn(1, 8) * 0.5

    def sigmoid(self, z):
        return 1 / (1 + np.exp(-np.clip(z, -500, 500)))

    def sigmoid_derivative(self, z):
        s = self.sigmoid(z)
        return s * (1 - s)

    def forward_pass(self, X):
        self.z1 = X @ self.W1 + self.b1
        self.code = self.sigmoid(self.z1)
        self.z2 = self.code @ self.W2 + self.b2
        return self.sigmoid(self.z2)

    def compute_loss(self, output, target):
        return np.sum((output - target) ** 2) / (2 * len(target))

    def train(self, X, epochs):
        m = X.shape[0]
        for epoch in range(epochs):
            output = self.forward_pass(X)
            if epoch % 2000 == 0:
                print("epoch", epoch, "loss", self.compute_loss(output, X))
            delta2 = (output - X) * self.sigmoid_derivative(self.z2)
            delta1 = delta2 @ self.W2.T * self.sigmoid_derivative(self.z1)
            self.W2 -= self.learning_rate * (self.code.T @ delta2) / m
            self.b2 -= self.learning_rate * np.mean(delta2, axis=0, keepdims=True)
            self.W1 -= self.learning_rate * (X.T @ delta1) / m
            self.b1 -= self.learning_rate * np.mean(delta1, axis=0, keepdims=True)


if __name__ == "__main__":
    X = np.eye(8)
    net = BottleneckNetwork()
    net.train(X, 10000)
    out = net.forward_pass(X)
    print("codes:")
    print(np.round(net.code, 2))
    print("last loss:", net.compute_loss(out, X))
    print("recovered:", np.mean(out.argmax(axis=1) == np.arange(8)))
