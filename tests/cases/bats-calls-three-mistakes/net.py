import numpy as np


def softmax(z):
    e = np.exp(z - np.max(z, axis=0))
    return e / np.sum(e, axis=0)


class Bats:
    def __init__(self, n_in, n_hid, n_out, seed=1):
        rng = np.random.RandomState(seed)
        self.W1 = rng.randn(n_hid, n_in) * 4.0
        self.b1 = np.zeros((n_hid, 1))
        self.W2 = rng.randn(n_out, n_hid) / np.sqrt(n_hid)
        self.b2 = np.zeros((n_out, 1))

    def forward(self, X):
        self.Z1 = self.W1 @ X + self.b1
        self.A1 = np.tanh(self.Z1)
        return softmax(self.W2 @ self.A1 + self.b2)

    def update(self, X, Y, rate):
        m = X.shape[1]
        P = self.forward(X)
        dZ2 = P - Y
        dW2 = dZ2 @ self.Z1.T / m
        db2 = dZ2.sum(axis=1, keepdims=True) / m
        dZ1 = (self.W2.T @ dZ2) * (1 - self.A1 ** 2)
        dW1 = dZ1 @ X.T / m
        db1 = dZ1.sum(axis=1, keepdims=True) / m
        self.W2 -= rate * dW2
        self.b2 -= rate * db2
        self.W1 -= rate * dW1
        return -np.mean(np.sum(Y * np.log(P + 1e-12), axis=0))


rng = np.random.RandomState(0)
calls = rng.randn(14, 300)
loud = (calls[0] * calls[1] > 0) * 1 + (calls[2] > 0.5) * 1
Y = np.eye(3)[loud].T
net = Bats(14, 20, 3)
for epoch in range(600):
    loss = net.update(calls, Y, 0.5)
    if epoch % 100 == 0:
        print("epoch", epoch, "loss", loss)
print("right", np.mean(net.forward(calls).argmax(0) == loud))
