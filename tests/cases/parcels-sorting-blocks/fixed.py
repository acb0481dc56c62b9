import numpy as np


class FullyConnected:
    def __init__(self, inputs, outputs):
        self.weight = np.random.normal(0, 1 / np.sqrt(inputs), (inputs, outputs))
        self.bias = np.zeros((1, outputs))

    def forward(self, data):
        self.data = data
        return data @ self.weight + self.bias

    def backward(self, dout, lr):
        ddata = dout @ self.weight.T
        self.weight -= lr * self.data.T @ dout
        self.bias -= lr * dout.sum(axis=0, keepdims=True)
        return ddata


class Sigmoid:
    def forward(self, data):
        self.out = 1 / (1 + np.exp(-data))
        return self.out

    def backward(self, dout, lr):
        return dout * self.out * (1 - self.out)


class Softmax:
    def forward(self, data):
        e = np.exp(data - np.max(data, axis=1, keepdims=True))
        self.out = e / np.sum(e, axis=1, keepdims=True)
        return self.out

    def backward(self, dout, lr):
        return self.out * (dout - np.sum(dout * self.out, axis=1, keepdims=True))


class MeanSquare:
    def forward(self, p, t):
        return np.mean(np.sum((p - t) ** 2, axis=1))

    def backward(self, p, t):
        return 2 * (p - t) / p.shape[0]


def parcels(n):
    # length, width, weight -> one of four chutes
    size = np.random.uniform(-1, 1, (n, 3))
    chute = 2 * (size[:, 0] + size[:, 1] > 0).astype(int) + (size[:, 2] > 0.5 * size[:, 0] ** 2).astype(int)
    return size, np.eye(4)[chute]


np.random.seed(12)
X, T = parcels(600)
blocks = [FullyConnected(3, 12), Sigmoid(), FullyConnected(12, 4), Softmax()]
criterion = MeanSquare()


def run_all(x):
    for block in blocks:
        x = block.forward(x)
    return x


for epoch in range(200):
    shuffled = np.random.permutation(600)
    for k in range(0, 600, 30):
        rows = shuffled[k:k + 30]
        grad = criterion.backward(run_all(X[rows]), T[rows])
        for block in reversed(blocks):
            grad = block.backward(grad, 0.5)
    if epoch % 40 == 0:
        print("epoch", epoch, "loss", criterion.forward(run_all(X), T))

P = run_all(X)
print("hits:", np.mean(P.argmax(1) == T.argmax(1)))
print("loss after training:", criterion.forward(P, T))
