import numpy as np


class Affine:
    def __init__(self, n_out, n_in):
        self.W = np.random.randn(n_out, n_in) * np.sqrt(2 / n_in)
        self.b = np.zeros((n_out, 1))

    def forward(self, A):
        self.A = A
        return self.W @ A + self.b

    def backward(self, dZ, lr):
        dA = self.W.T @ dZ
        self.W -= lr * dZ @ self.A.T
        self.b -= lr * dZ.sum(axis=1, keepdims=True)
        return dA


class Relu:
    def forward(self, Z):
        self.A = np.maximum(0, Z)
        return self.A

    def backward(self, dA, lr):
        return dA * (self.A > 0)


class SoftmaxLoss:
    def forward(self, Z, y):
        Z = Z - Z.max(axis=0)
        self.P = np.exp(Z) / np.exp(Z).sum(axis=0)
        self.y = y
        return -np.log(self.P[y, np.arange(y.size)]).mean()

    def backward(self):
        D = self.P.copy()
        D[self.y, np.arange(self.y.size)] -= 1
        return D / self.y.size


def score(net, X):
    for layer in net:
        X = layer.forward(X)
    return X


np.random.seed(1)
n = 360
y = np.arange(n) % 3
rad = 0.4 + y * 0.8 + np.random.uniform(-0.25, 0.25, n)
phi = np.random.uniform(0, 2 * np.pi, n)
X = np.array([rad * np.sin(phi), rad * np.cos(phi)])

net = [Affine(30, 2), Relu(), Affine(20, 30), Relu(), Affine(3, 20)]
head = SoftmaxLoss()
for i in range(600):
    loss = head.forward(score(net, X), y)
    d = head.backward()
    for layer in net[::-1]:
        d = layer.backward(d, 0.3)
    if i % 100 == 0:
        print(i, 'loss', round(loss, 4))
print('accuracy', np.mean(score(net, X).argmax(axis=0) == y))
