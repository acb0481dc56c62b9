import numpy as np


class Dense:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out)
        self.b = np.zeros((1, n_out))

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, grad, lr):
        back = grad @ self.W.T
        self.W -= lr * self.x.T @ grad
        self.b -= lr * grad.sum(axis=0, keepdims=True)
        return back


class Sigmoid:
    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, grad, lr):
        return self.out * (1 - self.out) * grad


class MSE:
    def forward(self, p, y):
        self.d = p - y
        return np.mean(self.d ** 2)

    def backward(self):
        return 2 * self.d / self.d.size


if __name__ == "__main__":
    np.random.seed(7)
    # majority of three switches
    X = np.array([[a, b, c] for a in (0, 1) for b in (0, 1) for c in (0, 1)], dtype=float)
    Y = np.array([[1.0 if a + b + c >= 2 else 0.0] for a, b, c in X])
    layers = [Dense(3, 5), Sigmoid(), Dense(5, 1), Sigmoid()]
    loss = MSE()
    for epoch in range(4000):
        out = X
        for layer in layers:
            out = layer.forward(out)
        value = loss.forward(out, Y)
        grad = loss.backward()
        for layer in reversed(layers):
            grad = layer.backward(grad, 0.8)
        if epoch % 500 == 0:
            print("epoch", epoch, "mse", value)
    print(np.round(out.ravel(), 3))
    print("final mse:", value)
