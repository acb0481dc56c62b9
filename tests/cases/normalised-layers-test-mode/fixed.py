import numpy as np


class Affine:
    def __init__(self, n_in, n_out):
        self.W = np.random.randn(n_in, n_out) * np.sqrt(2 / n_in)
        self.b = np.zeros(n_out)
        self.params = [self.W, self.b]

    def forward(self, x, training):
        self.x = x
        return x @ self.W + self.b

    def backward(self, d):
        self.grads = [self.x.T @ d, d.sum(axis=0)]
        return d @ self.W.T


class BatchNorm:
    def __init__(self, n, momentum=0.9, eps=1e-5):
        self.gamma = np.ones(n)
        self.beta = np.zeros(n)
        self.params = [self.gamma, self.beta]
        self.avg_mean = np.zeros(n)
        self.avg_var = np.ones(n)
        self.momentum = momentum
        self.eps = eps

    def forward(self, x, training):
        if training:
            mu = x.mean(axis=0)
            var = x.var(axis=0)
            self.avg_mean = self.momentum * self.avg_mean + (1 - self.momentum) * mu
            self.avg_var = self.momentum * self.avg_var + (1 - self.momentum) * var
        else:
            mu, var = self.avg_mean, self.avg_var
        self.std = np.sqrt(var + self.eps)
        self.xhat = (x - mu) / self.std
        return self.gamma * self.xhat + self.beta

    def backward(self, d):
        self.grads = [(d * self.xhat).sum(axis=0), d.sum(axis=0)]
        dxhat = d * self.gamma
        return (dxhat - dxhat.mean(axis=0) - self.xhat * (dxhat * self.xhat).mean(axis=0)) / self.std


class Relu:
    params, grads = [], []

    def forward(self, x, training):
        self.mask = x > 0
        return np.where(self.mask, x, 0)

    def backward(self, d):
        return d * self.mask


def forward(net, x, training):
    for layer in net:
        x = layer.forward(x, training)
    return x


def softmax(s):
    e = np.exp(s - s.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


if __name__ == "__main__":
    np.random.seed(2)
    y = np.random.randint(0, 3, 600)
    x = 5 + 4 * np.random.randn(3, 6)[y] + 3 * np.random.randn(600, 6)
    x_train, y_train, x_test, y_test = x[:450], y[:450], x[450:], y[450:]
    net = [Affine(6, 20), BatchNorm(20), Relu(), Affine(20, 20), BatchNorm(20), Relu(), Affine(20, 3)]
    for epoch in range(30):
        order = np.random.permutation(len(x_train))
        total = 0
        for k in range(0, len(order), 50):
            rows = order[k:k + 50]
            p = softmax(forward(net, x_train[rows], True))
            total -= np.sum(np.log(p[np.arange(50), y_train[rows]] + 1e-12))
            d = p.copy()
            d[np.arange(50), y_train[rows]] -= 1
            d /= 50
            for layer in reversed(net):
                d = layer.backward(d)
            for layer in net:
                for param, grad in zip(layer.params, layer.grads):
                    param -= 0.1 * grad
        if epoch % 10 == 0:
            print("epoch", epoch, "training loss", total / len(x_train))
    print("test accuracy:", np.mean(forward(net, x_test, False).argmax(axis=1) == y_test))
