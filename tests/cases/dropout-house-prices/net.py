import numpy as np


class Affine:
    def __init__(self, fan_in, fan_out):
        self.W = np.random.randn(fan_in, fan_out) * np.sqrt(2.0 / fan_in)
        self.b = np.zeros((1, fan_out))

    def forward(self, x, train_flg):
        self.x = x
        return np.dot(x, self.W) + self.b

    def backward(self, dout):
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0, keepdims=True)
        return np.dot(dout, self.W.T)

    def update(self, lr):
        self.W -= lr * self.dW
        self.b -= lr * self.db


class Relu:
    def forward(self, x, train_flg):
        self.mask = (x <= 0)
        out = x.copy()
        out[self.mask] = 0
        return out

    def backward(self, dout):
        dout = dout.copy()
        dout[self.mask] = 0
        return dout

    def update(self, lr):
        pass


class Dropout:
    """switches units off while training, with probability dropout_ratio"""

    def __init__(self, dropout_ratio):
        self.dropout_ratio = dropout_ratio

    def forward(self, x, train_flg):
        if train_flg:
            self.mask = np.random.rand(*x.shape) > self.dropout_ratio
            return x * self.mask
        return x * 0.5

    def backward(self, dout):
        return dout * self.mask

    def update(self, lr):
        pass


def run(layers, x, train_flg):
    for layer in layers:
        x = layer.forward(x, train_flg)
    return x


if __name__ == "__main__":
    np.random.seed(0)
    x = np.random.randn(600, 3)          # size, age, distance: already standardised
    y = 2.0 + x[:, :1] - 0.5 * x[:, 1:2] + 0.5 * np.abs(x[:, 2:])
    x_train, y_train, x_test, y_test = x[:500], y[:500], x[500:], y[500:]
    layers = [Affine(3, 40), Relu(), Dropout(0.1), Affine(40, 1)]
    for epoch in range(81):
        order = np.random.permutation(500)
        loss = 0
        for s in range(0, 500, 25):
            b = order[s:s + 25]
            out = run(layers, x_train[b], True)
            loss += np.sum((out - y_train[b]) ** 2) / 500
            dout = 2 * (out - y_train[b]) / 25
            for layer in reversed(layers):
                dout = layer.backward(dout)
            for layer in layers:
                layer.update(0.01)
        if epoch % 20 == 0:
            print("epoch", epoch, "train loss", loss)
    pred = run(layers, x_test, False)
    print("test R2:", 1 - np.sum((pred - y_test) ** 2) / np.sum((y_test - y_test.mean()) ** 2))
