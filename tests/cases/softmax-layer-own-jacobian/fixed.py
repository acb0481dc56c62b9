import numpy as np


class Affine:
    def __init__(self, m, n):
        self.W = np.random.randn(m, n) * np.sqrt(1 / m)
        self.b = np.zeros(n)

    def forward(self, X):
        self.X = X
        return X @ self.W + self.b

    def backward(self, G, eta):
        below = G @ self.W.T
        self.W -= eta * self.X.T @ G
        self.b -= eta * G.sum(axis=0)
        return below


class Sigmoid:
    def forward(self, X):
        self.S = 1 / (1 + np.exp(-X))
        return self.S

    def backward(self, G, eta):
        return G * self.S * (1 - self.S)


class Softmax:
    def forward(self, X):
        E = np.exp(X - X.max(axis=1, keepdims=True))
        self.S = E / E.sum(axis=1, keepdims=True)
        return self.S

    def backward(self, G, eta):
        # Jacobian of every row times the gradient from above
        return self.S * (G - np.sum(G * self.S, axis=1, keepdims=True))


class CrossEntropy:
    def cost(self, P, Y):
        return -np.sum(Y * np.log(P + 1e-12)) / len(Y)

    def gradient(self, P, Y):
        return -Y / (P + 1e-12) / len(Y)


class Model:
    def __init__(self, *layers):
        self.layers = layers
        self.criterion = CrossEntropy()

    def forward(self, X):
        for layer in self.layers:
            X = layer.forward(X)
        return X

    def learn(self, X, Y, eta):
        P = self.forward(X)
        G = self.criterion.gradient(P, Y)
        for layer in self.layers[::-1]:
            G = layer.backward(G, eta)
        return self.criterion.cost(P, Y)


if __name__ == '__main__':
    np.random.seed(10)
    k = np.random.randint(0, 4, 600)
    r = k // 2 + 1 + 0.15 * np.random.randn(600)
    phi = np.random.rand(600) * np.pi + np.pi * (k % 2)
    X = np.c_[r * np.cos(phi), r * np.sin(phi)]
    Y = np.eye(4)[k]
    net = Model(Affine(2, 24), Sigmoid(), Affine(24, 4), Softmax())
    for epoch in range(120):
        order = np.random.permutation(600)
        costs = [net.learn(X[i], Y[i], 0.8) for i in np.array_split(order, 20)]
        if epoch % 20 == 19:
            print('epoch', epoch + 1, 'cost', np.mean(costs))
    print('cost at last:', net.criterion.cost(net.forward(X), Y))
