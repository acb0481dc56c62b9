import numpy as np


def activation(z):
    return np.tanh(z)


class SimpleNN:
    def __init__(self, X, y, layers, seed=0):
        self.rng = np.random.RandomState(seed)
        # centre and scale the data
        self.X = (X - X.mean(0)) / X.std(0)
        self.y = (y - y.mean(0)) / y.std(0)
        self.L = len(layers) - 1
        self.W, self.b = [], []
        for n, m in zip(layers[:-1], layers[1:]):
            self.W.append(self.rng.randn(n, m) * np.sqrt(2 / (n + m)))
            self.b.append(np.zeros((1, m)))

    def net(self, X):
        A, H = [X], [X]
        for l in range(self.L - 1):
            H.append(A[-1] @ self.W[l] + self.b[l])
            A.append(activation(H[-1]))
        return A[-1] @ self.W[-1] + self.b[-1], A, H

    def gradients(self, X, y):
        F, A, H = self.net(X)
        loss = np.mean((F - y) ** 2)
        gW, gb = [None] * self.L, [None] * self.L
        G = 2 * (F - y) / len(X)
        for l in range(self.L - 1, -1, -1):
            gW[l] = np.dot(H[l].T, G)
            gb[l] = np.sum(G, axis=0, keepdims=True)
            if l > 0:
                G = np.dot(G, self.W[l].T) * (1 - A[l] ** 2)
        return loss, gW, gb

    def train(self, n_iter, batch, rate):
        for it in range(n_iter):
            idx = self.rng.choice(len(self.X), batch, replace=False)
            loss, gW, gb = self.gradients(self.X[idx], self.y[idx])
            for l in range(self.L):
                self.W[l] = self.W[l] - rate * gW[l]
                self.b[l] = self.b[l] - rate * gb[l]
            if it % 1000 == 0:
                print("It: %d, Loss: %.5e" % (it, loss))

    def final_error(self):
        F = self.net(self.X)[0]
        return np.linalg.norm(F - self.y) / np.linalg.norm(self.y)


if __name__ == "__main__":
    x = np.linspace(-1, 1, 400)[:, None]
    y = x * np.sin(5 * np.pi * x / 2) + 0.05 * np.random.RandomState(1).randn(400, 1)
    model = SimpleNN(x, y, [1, 30, 30, 1])
    model.train(5001, 64, 0.05)
    print("Relative error: %.4f" % model.final_error())
