import numpy as np

n, inputs, hidden, outputs = 7, 5, 6, 3
np.random.seed(0)


class Dense:
    def __init__(self, a, b):
        self.W = (np.random.randn(a, b) / np.sqrt(a)).astype(np.float32)
        self.b = np.full((1, b), 0.1, dtype=np.float32)
        self.vW = np.zeros_like(self.W)
        self.vb = np.zeros_like(self.b)

    def forward(self, x):
        self.x = x
        return np.matmul(x, self.W) + self.b

    def backward(self, dy):
        self.dW = np.matmul(self.x.T, dy)
        self.db = np.sum(dy, axis=0, keepdims=True)
        return np.matmul(dy, self.W.T)

    def update(self, lr, beta):
        self.vW = beta * self.vW + self.dW
        self.vb = beta * self.vb + self.db
        self.W -= lr * self.vW
        self.b -= lr * self.vb


class LeakyReLU:
    def forward(self, x):
        self.x = x
        return np.where(x > 0, x, 0.1 * x)

    def backward(self, dy):
        return dy * np.where(self.x > 0, 1.0, 0.1).astype(np.float32)


X = np.random.randn(n, inputs).astype(np.float32)
Y = np.random.randn(n, outputs).astype(np.float32)
stack = [Dense(inputs, hidden), LeakyReLU(), Dense(hidden, hidden), LeakyReLU(), Dense(hidden, outputs)]
for epoch in range(40):
    out = X
    for layer in stack:
        out = layer.forward(out)
    loss = np.mean((out - Y) ** 2)
    grad = 2 * (out - Y) / out.size
    for layer in reversed(stack):
        grad = layer.backward(grad)
    for layer in stack:
        if hasattr(layer, "W"):
            layer.update(0.05, 0.9)
    if epoch % 10 == 0:
        print(epoch, loss)
