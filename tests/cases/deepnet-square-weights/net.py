import numpy as np

np.random.seed(20)


class DeepNet:
    # weights is a list of matrices, the last row of each is the bias
    def __init__(self, dims):
        self.weights = []
        for m, n in zip(dims[:-1], dims[1:]):
            w = np.random.uniform(-1, 1, (m + 1, n)) * np.sqrt(6.0 / (m + n))
            w[-1] = 0
            self.weights.append(w)

    @staticmethod
    def add_one(a):
        return np.hstack([a, np.ones((a.shape[0], 1))])

    def run(self, X):
        outs = [X]
        for w in self.weights[:-1]:
            outs.append(np.maximum(0, self.add_one(outs[-1]) @ w))
        s = self.add_one(outs[-1]) @ self.weights[-1]
        s = np.exp(s - s.max(1, keepdims=True))
        outs.append(s / s.sum(1, keepdims=True))
        return outs

    def gradients(self, X, T):
        outs = self.run(X)
        delta = (outs[-1] - T) / len(X)
        grads = [None] * len(self.weights)
        grads[-1] = self.add_one(outs[-2]).T @ delta
        delta = delta @ self.weights[-1][:-1].T * (outs[-2] > 0)
        for l in range(len(self.weights) - 2, -1, -1):
            grads[l] = self.add_one(outs[l]).T @ delta
            delta = delta @ self.weights[l][:-1] * (outs[l] > 0)
        return grads

    def fit(self, X, T, lr, epochs, size):
        for e in range(epochs):
            order = np.random.permutation(len(X))
            for s in range(0, len(X), size):
                pick = order[s:s + size]
                for w, g in zip(self.weights, self.gradients(X[pick], T[pick])):
                    w -= lr * g
            if e % 20 == 0:
                P = self.run(X)[-1]
                print("epoch", e, "xent", -np.mean(np.sum(T * np.log(P + 1e-9), axis=1)))


X = np.random.randn(400, 8)
c = (X[:, 0] * X[:, 1] > 0).astype(int) + (np.abs(X[:, 2]) > 1)
T = np.eye(3)[c]
net = DeepNet([8, 8, 8, 3])
net.fit(X, T, lr=0.1, epochs=160, size=20)
print("xent at the end", -np.mean(np.sum(T * np.log(net.run(X)[-1] + 1e-9), axis=1)))
print("train acc", np.mean(net.run(X)[-1].argmax(1) == c))
