import numpy as np


class RNN(object):

    def __init__(self, in_dim, hid_dim, out_dim, seed=0):
        rng = np.random.RandomState(seed)
        self.hid_dim = hid_dim
        self.Wxh = rng.randn(hid_dim, in_dim) * 0.3
        self.Whh = rng.randn(hid_dim, hid_dim) * 0.2
        self.Wyh = rng.randn(out_dim, hid_dim) * 0.3
        self.Bh = np.zeros(hid_dim)
        self.By = np.zeros(out_dim)

    def forward(self, x):
        h, output = {-1: np.zeros(self.hid_dim)}, []
        for t in range(x.shape[1]):
            h[t] = np.tanh(np.dot(self.Wxh, x[:, t]) + np.dot(self.Whh, h[t - 1]) + self.Bh)
            output.append(np.dot(self.Wyh, h[t]) + self.By)
        return h, output

    def backward(self, x, y, h, output, lr):
        T = x.shape[1]
        D_Wyh, D_By = np.zeros_like(self.Wyh), np.zeros_like(self.By)
        D_Whh, D_Bh = np.zeros_like(self.Whh), np.zeros_like(self.Bh)
        D_Wxh = np.zeros_like(self.Wxh)
        from_next = np.zeros(self.hid_dim)
        for t in range(T - 1, -1, -1):
            dQ = output[t] - y[:, t]
            D_Wyh += np.outer(dQ, h[t])
            D_By += dQ
            dL_h = np.dot(self.Wyh.T, dQ) + from_next
            dt = (1 - h[t] * h[t]) * dL_h
            D_Wxh += np.outer(dt, x[:, t])
            D_Whh += np.outer(dt, h[t - 1])
            D_Bh += dt
            from_next = np.dot(self.Whh.T, dt)
        for d in [D_Wyh, D_By, D_Wxh, D_Whh, D_Bh]:
            np.clip(d, -5, 5, out=d)
        self.Wyh -= lr * D_Wyh
        self.By -= lr * D_By
        self.Wxh -= lr * D_Wxh
        self.Whh -= lr * D_Whh
        self.Bh -= lr * D_Bh

    def train(self, pairs, epochs, lr):
        for e in range(epochs):
            total = 0
            for x, y in pairs:
                h, output = self.forward(x)
                total += 0.5 * np.sum((np.array(output).T - y) ** 2)
                self.backward(x, y, h, output, lr)
            if e % 10 == 0 or e == epochs - 1:
                print("epoch", e, "loss", total / len(pairs))


if __name__ == "__main__":
    # say what was heard three steps ago
    rng = np.random.RandomState(7)
    pairs = []
    for _ in range(60):
        x = rng.choice([-1.0, 1.0], (1, 14))
        y = np.zeros((1, 14))
        y[0, 3:] = x[0, :-3]
        pairs.append((x, y))
    RNN(1, 16, 1).train(pairs, 61, 0.02)
