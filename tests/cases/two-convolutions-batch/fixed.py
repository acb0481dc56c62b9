import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


class Conv:
    """pictures: (batch, height, width, channels); stride 1, no padding"""

    def __init__(self, n_in, n_out, k, rng):
        self.k = k
        self.bank = rng.normal(0, np.sqrt(2.0 / (k * k * n_in)), (k, k, n_in, n_out))
        self.bias = np.zeros(n_out)

    def slide(self, x, bank):
        tiles = sliding_window_view(x, (self.k, self.k), axis=(1, 2))
        return np.einsum('bhwcij,ijco->bhwo', tiles, bank)

    def forward(self, x):
        self.x = x
        return self.slide(x, self.bank) + self.bias

    def blame(self, pull):
        tiles = sliding_window_view(self.x, (self.k, self.k), axis=(1, 2))
        self.slope_w = np.einsum('bhwcij,bhwo->ijco', tiles, pull)
        self.slope_b = pull.sum(axis=(0, 1, 2))
        pad = self.k - 1
        wide_pull = np.pad(pull, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
        turned = self.bank[::-1, ::-1]
        turned = turned.swapaxes(2, 3)
        return self.slide(wide_pull, turned)

    def backward(self, pace):
        self.bank -= pace * self.slope_w
        self.bias -= pace * self.slope_b


class Relu:
    def forward(self, x):
        self.x = x
        return np.maximum(x, 0)

    def blame(self, pull):
        return pull * (self.x > 0)

    def backward(self, pace):
        pass


class Scores:
    def __init__(self, n_in, n_out, rng):
        self.bank = rng.normal(0, 1 / np.sqrt(n_in), (n_in, n_out))
        self.bias = np.zeros(n_out)

    def forward(self, x):
        self.shape = x.shape
        self.x = x.reshape(len(x), -1)
        return self.x @ self.bank + self.bias

    def blame(self, pull):
        self.slope_w = self.x.T @ pull
        self.slope_b = pull.sum(axis=0)
        return (pull @ self.bank.T).reshape(self.shape)

    backward = Conv.backward


def judge(scores, label):
    p = np.exp(scores - scores.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    loss = -np.mean(np.log(p[np.arange(len(label)), label] + 1e-12))
    return loss, (p - np.eye(scores.shape[1])[label]) / len(label)


def strokes(n, rng):
    shapes = [np.eye(3), np.eye(3)[::-1], np.array([[0, 1, 0]] * 3), np.array([[0, 1, 0]] * 3).T]
    label = rng.randint(0, 4, n)
    pictures = rng.normal(0, 0.15, (n, 8, 8, 1))
    for i in range(n):
        r, c = rng.randint(0, 6, 2)
        pictures[i, r:r + 3, c:c + 3, 0] += shapes[label[i]]
    return pictures, label


if __name__ == "__main__":
    rng = np.random.RandomState(5)
    x, label = strokes(240, rng)
    net = [Conv(1, 5, 3, rng), Relu(), Conv(5, 5, 3, rng), Relu(), Scores(4 * 4 * 5, 4, rng)]
    for epoch in range(50):
        order, losses = rng.permutation(240), []
        for part in np.split(order, 12):
            out = x[part]
            for layer in net:
                out = layer.forward(out)
            loss, pull = judge(out, label[part])
            losses.append(loss)
            for layer in reversed(net):
                pull = layer.blame(pull)
            for layer in net:
                layer.backward(0.15)
        if epoch % 10 == 9:
            print("epoch", epoch + 1, "loss", np.mean(losses))
