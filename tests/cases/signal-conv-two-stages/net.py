import numpy as np


class Conv1D:
    def __init__(self, n_channels, n_filters, width):
        self.w = np.random.randn(n_filters, n_channels, width) / np.sqrt(n_channels * width)
        self.b = np.zeros(n_filters)

    def forward(self, x):
        self.x = x
        out = []
        for f in range(len(self.w)):
            rows = [np.correlate(x[c], self.w[f, c], 'valid') for c in range(len(x))]
            out.append(np.sum(rows, axis=0) + self.b[f])
        return np.array(out)

    def backward(self, grad, lr):
        dw = np.zeros_like(self.w)
        dx = np.zeros_like(self.x)
        for f in range(len(self.w)):
            for c in range(len(self.x)):
                dw[f, c] = np.correlate(self.x[c], grad[f], 'valid')
                dx[c] += np.correlate(grad[f], self.w[f, c], 'full')
        self.w -= lr * dw
        self.b -= lr * grad.sum(axis=1)
        return dx


class Tanh:
    def forward(self, x):
        self.y = np.tanh(x)
        return self.y

    def backward(self, grad, lr):
        return grad * (1 - self.y ** 2)


class Flat:
    def forward(self, x):
        self.shape = x.shape
        return x.ravel()

    def backward(self, grad, lr):
        return grad.reshape(self.shape)


class Dense:
    def __init__(self, n_in):
        self.w = np.random.randn(n_in) / np.sqrt(n_in)
        self.b = 0.0

    def forward(self, x):
        self.x = x
        return x @ self.w + self.b

    def backward(self, grad, lr):
        dx = grad * self.w
        self.w = self.w - lr * grad * self.x
        self.b = self.b - lr * grad
        return dx


def train(net, signals, targets, epochs, lr):
    for epoch in range(epochs):
        total = 0
        for x, t in zip(signals, targets):
            for layer in net:
                x = layer.forward(x)
            total += (x - t) ** 2
            grad = 2 * (x - t)
            for layer in net[::-1]:
                grad = layer.backward(grad, lr)
        if epoch % 5 == 4:
            print('epoch', epoch + 1, 'mse', total / len(signals))


if __name__ == '__main__':
    np.random.seed(5)
    # where in the signal does the rising saw tooth sit?
    signals, targets = [], []
    for _ in range(120):
        s, p = np.random.randn(1, 24) * 0.2, np.random.randint(0, 20)
        s[0, p:p + 5] += [0.2, 0.6, 1.0, 1.6, -1.2]
        signals.append(s)
        targets.append(p / 10 - 1)
    net = [Conv1D(1, 3, 5), Tanh(), Conv1D(3, 4, 5), Tanh(), Flat(), Dense(4 * 16)]
    train(net, signals, targets, epochs=25, lr=0.02)
