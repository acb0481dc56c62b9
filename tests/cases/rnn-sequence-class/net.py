import numpy as np


def softmax(v):
    e = np.exp(v - np.max(v))
    return e / np.sum(e)


class RNN:
    def __init__(self, n_in, n_hid, n_out):
        self.Wxh = np.random.randn(n_hid, n_in) * 0.3
        self.Whh = np.random.randn(n_hid, n_hid) * 0.2
        self.Wyh = np.random.randn(n_out, n_hid) * 0.3
        self.Bh = np.zeros(n_hid)
        self.By = np.zeros(n_out)

    def forward(self, x):
        T = x.shape[1]
        h = {-1: np.zeros(len(self.Bh))}
        out = {}
        for t in range(T):
            h[t] = np.tanh(self.Wxh.dot(x[:, t]) + self.Whh.dot(h[t - 1]) + self.Bh)
            out[t] = softmax(self.Wyh.dot(h[t]) + self.By)
        return h, out

    def loss(self, y, out):
        return -sum(np.log(out[t].dot(y[:, t])) for t in out)

    def backward(self, x, y, h, out, lr):
        T = x.shape[1]
        D_Wxh, D_Whh, D_Wyh = (np.zeros_like(w) for w in (self.Wxh, self.Whh, self.Wyh))
        D_Bh, D_By = np.zeros_like(self.Bh), np.zeros_like(self.By)
        for t in range(T - 1, -1, -1):
            dq = out[t] - y[:, t]
            D_Wyh += np.outer(dq, h[t])
            D_By += dq
            dh = self.Wyh.T.dot(dq)
            da = dh * (1 - h[t] * h[t])
            D_Wxh += np.outer(da, x[:, t])
            D_Whh += np.outer(da, h[t - 1])
            D_Bh += da
        for grad in (D_Wxh, D_Whh, D_Wyh, D_Bh, D_By):
            np.clip(grad, -5, 5, out=grad)
        self.Wxh -= lr * D_Wxh
        self.Whh -= lr * D_Whh
        self.Wyh -= lr * D_Wyh
        self.Bh -= lr * D_Bh
        self.By -= lr * D_By


def echo_task(T, gap, rng):
    """answer with the bit that was seen `gap` steps ago (0 before that)"""
    bits = rng.integers(0, 2, T)
    late = np.concatenate([np.zeros(gap, dtype=int), bits[:-gap]])
    return np.eye(2)[bits].T, np.eye(2)[late].T


if __name__ == '__main__':
    np.random.seed(6)
    rng = np.random.default_rng(6)
    net = RNN(2, 16, 2)
    T = 14
    for step in range(1, 3001):
        x, y = echo_task(T, 3, rng)
        h, out = net.forward(x)
        net.backward(x, y, h, out, 0.05)
        if step % 500 == 0:
            tests = [echo_task(T, 3, np.random.default_rng(k)) for k in range(50)]
            value = np.mean([net.loss(b, net.forward(a)[1]) / T for a, b in tests])
            right = np.mean([out_t.argmax() == b[:, t].argmax()
                             for a, b in tests for t, out_t in net.forward(a)[1].items()])
            print('step', step, 'loss', round(value, 4), 'right', round(right, 4))
