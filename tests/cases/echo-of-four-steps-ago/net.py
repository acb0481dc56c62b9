import numpy as np


class EchoCell:
    """Reads numbers one after the other and has to say the one from four steps ago."""

    def __init__(self, n_hidden, lr=0.1):
        self.H = n_hidden
        self.lr = lr
        self.w_in = np.random.randn(n_hidden, 1) * 0.5
        self.w_rec = np.random.randn(n_hidden, n_hidden) * 0.15
        self.w_out = np.random.randn(1, n_hidden) * 0.3
        self.b_h = np.zeros(n_hidden)
        self.b_o = np.zeros(1)

    def forward(self, seq):
        self.hs = {-1: np.zeros(self.H)}
        answers = np.zeros(len(seq))
        for t in range(len(seq)):
            inner = self.w_in[:, 0] * seq[t] + self.w_rec @ self.hs[t - 1] + self.b_h
            self.hs[t] = np.tanh(inner)
            answers[t] = (self.w_out @ self.hs[t] + self.b_o)[0]
        return answers

    def backward(self, seq, answers, wanted):
        T = len(seq)
        d_in = np.zeros_like(self.w_in)
        d_rec = np.zeros_like(self.w_rec)
        d_out = np.zeros_like(self.w_out)
        d_bh = np.zeros_like(self.b_h)
        d_bo = np.zeros_like(self.b_o)
        from_later = np.zeros(self.H)
        for t in range(T - 1, -1, -1):
            e = 2 * (answers[t] - wanted[t]) / T
            d_out += e * self.hs[t]
            d_bo += e
            dh = e * self.w_out[0] + from_later
            d_inner = dh * (1 - self.hs[t] ** 2)
            d_in += np.outer(d_inner, seq[t])
            d_rec = np.outer(d_inner, self.hs[t - 1])
            d_bh = d_inner
            from_later = self.w_rec.T @ d_inner
        return d_in, d_rec, d_out, d_bh, d_bo

    def learn(self, seq, wanted):
        answers = self.forward(seq)
        grads = self.backward(seq, answers, wanted)
        for p, g in zip((self.w_in, self.w_rec, self.w_out, self.b_h, self.b_o), grads):
            np.clip(g, -1, 1, out=g)
            p -= self.lr * g
        return np.mean((answers - wanted) ** 2)


if __name__ == "__main__":
    np.random.seed(2)
    cell = EchoCell(12)
    losses = []
    for n in range(6000):
        seq = np.random.uniform(-1, 1, 14)
        wanted = np.concatenate(([0, 0, 0, 0], seq[:-4]))
        losses.append(cell.learn(seq, wanted))
        if n % 1000 == 999:
            print("sequence", n + 1, "loss", np.mean(losses[-500:]))
