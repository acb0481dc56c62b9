import numpy as np


class Affine:
    def __init__(self, n_in, n_out):
        self.w = np.random.randn(n_out, n_in) * 0.3
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        return self.w @ x + self.b

    def backward(self, grad):
        back = self.w.T @ grad
        self.w -= 0.05 * np.outer(grad, self.x)
        self.b -= 0.05 * grad
        return back


class Tanh:
    def forward(self, x):
        self.out = np.tanh(x)
        return self.out

    def backward(self, grad):
        return grad * (1 - self.out ** 2)


class Softmax:
    def forward(self, x):
        # x comes from the affine box before
        self.input = x
        exps = np.exp(x - np.max(x))
        self.value = exps / np.sum(exps)
        return self.value

    def backward(self, grad):
        # local gradient times what arrives from the loss
        self.gradient = np.zeros(len(self.value))
        for i in range(len(self.value)):
            for j in range(len(self.input)):
                if i == j:
                    self.gradient[i] = grad[j] * self.value[i] * (1 - self.input[i])
                else:
                    self.gradient[i] = -grad[j] * self.value[i] * self.input[j]
        return self.gradient


class LogLoss:
    def forward(self, p, label):
        self.p, self.label = p, label
        return -np.log(p[label] + 1e-9)

    def backward(self):
        g = np.zeros(len(self.p))
        g[self.label] = -1 / (self.p[self.label] + 1e-9)
        return g


np.random.seed(3)
X = np.random.uniform(-1, 1, (200, 2))
labels = np.where(X[:, 1] > 0.4, 0, np.where(X[:, 0] > 0, 1, 2))

boxes = [Affine(2, 12), Tanh(), Affine(12, 3), Softmax()]
end = LogLoss()
for epoch in range(30):
    loss = 0
    for x, label in zip(X, labels):
        for box in boxes:
            x = box.forward(x)
        loss += end.forward(x, label)
        g = end.backward()
        for box in reversed(boxes):
            g = box.backward(g)
    if epoch % 5 == 4:
        print("epoch", epoch + 1, "mean loss", loss / len(X))
