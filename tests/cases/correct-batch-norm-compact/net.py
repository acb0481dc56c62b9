import numpy as np


class BNLayer:
    """linear -> batch norm -> tanh; the norm makes a bias before it useless"""

    def __init__(self, n_in, n_out, rng):
        self.W = rng.normal(0, 1 / np.sqrt(n_in), (n_out, n_in))
        self.gamma, self.beta = np.ones((n_out, 1)), np.zeros((n_out, 1))
        self.mu_avg, self.var_avg = np.zeros((n_out, 1)), np.ones((n_out, 1))

    def forward(self, A, test=False):
        Z = self.W @ A
        if test:
            hat = (Z - self.mu_avg) / np.sqrt(self.var_avg + 1e-6)
            return np.tanh(self.gamma * hat + self.beta)
        mu, var = Z.mean(1, keepdims=True), Z.var(1, keepdims=True)
        self.mu_avg += 0.1 * (mu - self.mu_avg)
        self.var_avg += 0.1 * (var - self.var_avg)
        self.A, self.sd = A, np.sqrt(var + 1e-6)
        self.hat = (Z - mu) / self.sd
        self.out = np.tanh(self.gamma * self.hat + self.beta)
        return self.out

    def backward(self, D, lr):
        m = D.shape[1]
        D = D * (1 - self.out ** 2)
        dgamma, dbeta = (D * self.hat).sum(1, keepdims=True), D.sum(1, keepdims=True)
        dZ = self.gamma / self.sd / m * (m * D - dbeta - self.hat * dgamma)
        down = self.W.T @ dZ
        self.W -= lr * dZ @ self.A.T
        self.gamma -= lr * dgamma
        self.beta -= lr * dbeta
        return down


class Head:
    def __init__(self, n_in, rng):
        self.w, self.b = rng.normal(0, 0.3, (1, n_in)), 0.0

    def forward(self, A, test=False):
        self.A = A
        return self.w @ A + self.b

    def backward(self, D, lr):
        down = self.w.T @ D
        self.w -= lr * D @ self.A.T
        self.b -= lr * D.sum()
        return down


def run(stack, A, test=False):
    for layer in stack:
        A = layer.forward(A, test)
    return A


if __name__ == '__main__':
    rng = np.random.default_rng(5)
    X = rng.uniform(0, 300, (3, 500))                 # raw units on purpose, the norm takes care
    Y = np.sin(X[:1] / 60) + (X[1:2] > X[2:]) * 0.5
    stack = [BNLayer(3, 30, rng), BNLayer(30, 15, rng), Head(15, rng)]
    for step in range(3000):
        pick = rng.choice(400, 50, replace=False)
        D = (run(stack, X[:, pick]) - Y[:, pick]) / 50
        for layer in stack[::-1]:
            D = layer.backward(D, 0.15)
        if step % 500 == 0:
            print(step, 'test mse', np.mean((run(stack, X[:, 400:], test=True) - Y[:, 400:]) ** 2))
    print('final test mse', np.mean((run(stack, X[:, 400:], test=True) - Y[:, 400:]) ** 2))
