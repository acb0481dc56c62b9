import numpy as np


class AutoEncoder:
    def __init__(self, dims, lam, seed=0):
        rng = np.random.RandomState(seed)
        dims = dims + dims[-2::-1]
        self.W = [rng.normal(0, 1 / np.sqrt(a), (a, b)) for a, b in zip(dims, dims[1:])]
        self.bias = [np.zeros(b) for b in dims[1:]]
        self.depth = len(self.W)
        self.lam = lam

    def rebuild(self, X):
        self.acts = [X]
        for layer in range(self.depth):
            Z = self.acts[-1] @ self.W[layer] + self.bias[layer]
            self.acts.append(Z if layer == self.depth - 1 else np.tanh(Z))
        return self.acts[-1]

    def loss(self, X):
        fit_term = 0.5 * np.sum((X - self.rebuild(X)) ** 2) / len(X)

        for layer in range(self.depth):
            size_term = 0
            size_term += self.lam * 0.5 * np.sum(self.W[layer] ** 2)

        return fit_term + size_term

    def gradients(self, X):
        delta = (self.rebuild(X) - X) / len(X)
        dW, dbias = [None] * self.depth, [None] * self.depth
        for layer in reversed(range(self.depth)):
            dW[layer] = self.acts[layer].T @ delta + self.lam * self.W[layer]
            dbias[layer] = delta.sum(axis=0)
            if layer > 0:
                delta = (delta @ self.W[layer].T) * (1 - self.acts[layer] ** 2)
        return dW, dbias

    def train(self, X, epochs, lr):
        for epoch in range(epochs):
            dW, dbias = self.gradients(X)
            for layer in range(self.depth):
                self.W[layer] -= lr * dW[layer]
                self.bias[layer] -= lr * dbias[layer]
            if epoch % 200 == 0:
                print("Epoch:", epoch, "Loss:", self.loss(X))


rng = np.random.RandomState(1)
spots = rng.uniform(-1, 1, (200, 2))
genes = np.tanh(spots @ rng.normal(0, 1, (2, 8))) + rng.normal(0, 0.02, (200, 8))

ae = AutoEncoder([8, 6, 2], lam=0.001)
ae.train(genes, 2001, 0.2)
print("reconstruction error:", np.mean((genes - ae.rebuild(genes)) ** 2))
print("total loss:", ae.loss(genes))
