import numpy as np


class Dense:
    def __init__(self, fan_in, fan_out):
        self.W = np.random.randn(fan_out, fan_in) * np.sqrt(1.0 / fan_in)
        self.b = np.zeros((fan_out, 1))

    def forward(self, A):
        self.A = A
        return self.W @ A + self.b

    def backward(self, dZ):
        m = dZ.shape[1]
        self.dW = dZ @ self.A.T / m
        self.db = np.sum(dZ, axis=1, keepdims=True) / m
        return self.W.T @ dZ

    def step(self, eta):
        self.W -= eta * self.dW
        self.b -= eta * self.db


class Tanh:
    def forward(self, Z):
        self.T = np.tanh(Z)
        return self.T

    def backward(self, dA):
        return dA * (1 - self.T ** 2)

    def step(self, eta):
        pass


class SoftmaxCE:
    def forward(self, Z, Y):
        E = np.exp(Z - Z.max(axis=0))
        self.P, self.Y = E / E.sum(axis=0), Y
        return -np.sum(Y * np.log(self.P + 1e-15)) / Y.shape[1]

    def backward(self):
        return self.P - self.Y


def rings(m):
    which = np.random.randint(0, 3, m)
    radius = 0.5 + which + np.random.normal(0, 0.12, m)
    angle = np.random.uniform(0, 2 * np.pi, m)
    X = np.vstack([2 + radius * np.cos(angle), radius * np.sin(angle) - 1])
    return X, np.eye(3)[which].T, which


if __name__ == "__main__":
    np.random.seed(1)
    X, Y, which = rings(300)
    layers = [Dense(2, 8), Tanh(), Dense(8, 5), Tanh(), Dense(5, 3)]
    head = SoftmaxCE()
    for epoch in range(800):
        A = X
        for layer in layers:
            A = layer.forward(A)
        cost = head.forward(A, Y)
        if epoch % 200 == 0:
            print("cost", cost)
        d = head.backward()
        for layer in reversed(layers):
            d = layer.backward(d)
        for layer in layers:
            layer.step(0.7)
    A = X
    for layer in layers:
        A = layer.forward(A)
    print("accuracy =", np.mean(A.argmax(axis=0) == which))
