import numpy as np


class Recurrent:
    def __init__(self, n_in, n_hidden, n_out):
        self.Wxh = np.random.uniform(-0.4, 0.4, (n_hidden, n_in))
        self.Whh = np.random.uniform(-0.4, 0.4, (n_hidden, n_hidden))
        self.Bh = np.zeros(n_hidden)
        self.Wyh = np.random.uniform(-0.4, 0.4, (n_out, n_hidden))
        self.By = np.zeros(n_out)

    def forward(self, x):
        T = x.shape[1]
        h = {-1: np.zeros(len(self.Bh))}
        out = []
        for t in range(T):
            h[t] = np.tanh(np.dot(self.Wxh, x[:, t]) + np.dot(self.Whh, h[t - 1]) + self.Bh)
            out.append(np.dot(self.Wyh, h[t]) + self.By)
        return h, out

    def loss(self, out, y):
        return 0.5 * sum(np.sum((out[t] - y[:, t]) ** 2) for t in range(y.shape[1]))

    def backward(self, x, y, h, out, lr=0.01):
        T = x.shape[1]
        gWyh, gBy = np.zeros_like(self.Wyh), np.zeros_like(self.By)
        gWhh, gWxh = np.zeros_like(self.Whh), np.zeros_like(self.Wxh)
        gBh = np.zeros_like(self.Bh)
        for t in range(T - 1, -1, -1):
            dq = out[t] - y[:, t]
            dh = np.dot(self.Wyh.T, dq)
            gWyh += np.outer(dq, h[t])
            gBy += dq
            dt = (1 - h[t] * h[t]) * dh
            gWxh += np.outer(dt, x[:, t])
            gWhh += np.outer(dt, h[t - 1])
            gBh += dt
        self.Wyh -= lr * gWyh
        self.By -= lr * gBy
        self.Wxh -= lr * gWxh
        self.Whh -= lr * gWhh
        self.Bh -= lr * gBh


# output: the input four steps ago
def sequence(T=14, lag=4):
    x = np.random.choice([-1.0, 1.0], (1, T))
    y = np.zeros((1, T))
    y[:, lag:] = x[:, :-lag]
    return x, y


if __name__ == "__main__":
    np.random.seed(6)
    net = Recurrent(1, 16, 1)
    recent = 0
    for i in range(8001):
        x, y = sequence()
        h, out = net.forward(x)
        l = net.loss(out, y)
        recent = l if i == 0 else 0.99 * recent + 0.01 * l
        net.backward(x, y, h, out, 0.02)
        if i % 1000 == 0:
            print("sequence", i, "loss", recent)
