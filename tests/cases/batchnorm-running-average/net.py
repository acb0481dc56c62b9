import numpy as np


class BatchNormalization:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma = gamma
        self.beta = beta
        self.momentum = momentum
        self.running_mean = None
        self.running_var = None

    def forward(self, x, train_flg=True):
        if self.running_mean is None:
            self.running_mean = np.zeros(x.shape[1])
            self.running_var = np.ones(x.shape[1])
        if train_flg:
            mu = x.mean(axis=0)
            xc = x - mu
            var = np.mean(xc ** 2, axis=0)
            std = np.sqrt(var + 1e-7)
            xn = xc / std
            self.batch_size = x.shape[0]
            self.xc, self.xn, self.std = xc, xn, std
            running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mu
            running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            xn = (x - self.running_mean) / np.sqrt(self.running_var + 1e-7)
        return self.gamma * xn + self.beta

    def backward(self, dout):
        self.dbeta = dout.sum(axis=0)
        self.dgamma = np.sum(self.xn * dout, axis=0)
        dxn = self.gamma * dout
        n = self.batch_size
        return (dxn - dxn.mean(axis=0) - self.xn * np.sum(dxn * self.xn, axis=0) / n) / self.std


class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x, train_flg=True):
        self.x = x
        return np.dot(x, self.W) + self.b

    def backward(self, dout):
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return np.dot(dout, self.W.T)


class Relu:
    def forward(self, x, train_flg=True):
        self.mask = (x <= 0)
        out = x.copy()
        out[self.mask] = 0
        return out

    def backward(self, dout):
        dout[self.mask] = 0
        return dout


class Net:
    def __init__(self, n_in, n_hidden, n_out, rng):
        self.a1 = Affine(rng.randn(n_in, n_hidden) * np.sqrt(2 / n_in), np.zeros(n_hidden))
        self.bn = BatchNormalization(np.ones(n_hidden), np.zeros(n_hidden))
        self.a2 = Affine(rng.randn(n_hidden, n_out) * np.sqrt(2 / n_hidden), np.zeros(n_out))
        self.layers = [self.a1, self.bn, Relu(), self.a2]

    def predict(self, x, train_flg=False):
        for layer in self.layers:
            x = layer.forward(x, train_flg)
        return x

    def gradient(self, x, t):
        s = self.predict(x, train_flg=True)
        s = np.exp(s - s.max(axis=1, keepdims=True))
        dout = s / s.sum(axis=1, keepdims=True)
        loss = -np.mean(np.log(dout[np.arange(len(t)), t] + 1e-7))
        dout[np.arange(len(t)), t] -= 1
        dout /= len(t)
        for layer in self.layers[::-1]:
            dout = layer.backward(dout)
        return loss

    def update(self, lr):
        for layer in (self.a1, self.a2):
            layer.W -= lr * layer.dW
            layer.b -= lr * layer.db
        self.bn.gamma -= lr * self.bn.dgamma
        self.bn.beta -= lr * self.bn.dbeta

    def accuracy(self, x, t):
        return np.mean(self.predict(x).argmax(axis=1) == t)


if __name__ == "__main__":
    rng = np.random.RandomState(0)
    t = rng.randint(0, 6, 900)
    middle = rng.uniform(0, 60, (6, 10))
    x = middle[t] + rng.randn(900, 10) * 12 + 80
    x_train, t_train, x_test, t_test = x[:700], t[:700], x[700:], t[700:]
    net = Net(10, 25, 6, rng)
    for i in range(700):
        batch_mask = rng.choice(700, 50)
        loss = net.gradient(x_train[batch_mask], t_train[batch_mask])
        net.update(0.1)
        if i % 100 == 99:
            print("iteration", i + 1, "loss", loss, "| test acc", net.accuracy(x_test, t_test))
