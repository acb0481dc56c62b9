import numpy as np


class NeuralNetwork:

    def __init__(self, input_size, hidden_size):
        self.W1 = np.random.randn(input_size, hidden_size) * np.sqrt(2 / input_size)
        self.b1 = np.zeros(hidden_size)
        self.W2 = np.random.randn(hidden_size, 1) * np.sqrt(2 / hidden_size)
        self.b2 = np.zeros(1)

    def forward(self, X):
        self.Z1 = X @ self.W1 + self.b1
        self.A1 = np.maximum(0, self.Z1)
        self.A2 = 1 / (1 + np.exp(-(self.A1 @ self.W2 + self.b2)))
        return self.A2

    def backward(self, X, y, learning_rate):
        m = X.shape[0]
        dZ2 = (self.A2 - y.reshape(-1, 1)) / m
        dW2 = self.A1.T @ dZ2
        db2 = dZ2.sum(axis=0)
        dZ1 = dZ2 @ self.W2.T
        dZ1[self.A1 <= 0] = 0
        dW1 = X.T @ dZ1
        db1 = dZ1.sum(axis=0)

        self.W2 -= learning_rate * dW2
        self.b2 -= learning_rate * db2
        self.W1 -= learning_rate * dW1
        self.b1 -= learning_rate * db1

    def accuracy(self, X, y):
        predictions = (self.forward(X) > 0.5).astype(int)
        return np.mean(predictions.ravel() == y)

    def train(self, X, y, epochs, learning_rate):
        for epoch in range(epochs):
            output = self.forward(X).ravel()
            loss = -np.mean(y * np.log(output + 1e-9) + (1 - y) * np.log(1 - output + 1e-9))
            self.backward(X, y, learning_rate)
            if epoch % 200 == 0:
                print(f"Epoch {epoch}: loss {loss:.4f}, accuracy {self.accuracy(X, y):.3f}")


def make_rings(n):
    r = np.random.uniform(0, 2, n)
    a = np.random.uniform(0, 2 * np.pi, n)
    y = ((r > 0.8) & (r < 1.5)).astype(int)
    return np.stack([r * np.cos(a), r * np.sin(a)], axis=1), y


if __name__ == "__main__":
    np.random.seed(3)
    X, y = make_rings(500)
    nn = NeuralNetwork(2, 32)
    nn.train(X, y, epochs=3001, learning_rate=1.0)
    print("Final accuracy:", nn.accuracy(X, y))
