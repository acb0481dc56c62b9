import numpy as np


class SequenceJudge:
    """reads 0/1/2 symbols, says after the last one which symbol was the most frequent"""

    def __init__(self, n_sym, n_hid, lr):
        self.U = np.random.randn(n_hid, n_sym) * 0.3
        self.W = np.eye(n_hid) * 0.9 + np.random.randn(n_hid, n_hid) * 0.05
        self.V = np.random.randn(n_sym, n_hid) * 0.3
        self.b = np.zeros(n_hid)
        self.c = np.zeros(n_sym)
        self.lr = lr

    def forward(self, seq):
        h = np.zeros(len(self.b))
        self.states = [h]
        for s in seq:
            h = np.tanh(self.U[:, s] + self.W @ h + self.b)
            self.states.append(h)
        z = self.V @ h + self.c
        e = np.exp(z - z.max())
        return e / e.sum()

    def gradients(self, seq, label):
        p = self.forward(seq)
        dz = p.copy()
        dz[label] -= 1
        dV, dc = np.outer(dz, self.states[-1]), dz
        dU, dW, db = np.zeros_like(self.U), np.zeros_like(self.W), np.zeros_like(self.b)
        dh = self.V.T @ dz
        for t in reversed(range(len(seq))):
            da = dh * (1 - self.states[t + 1] ** 2)
            dU[:, seq[t]] += da
            dW += np.outer(da, self.states[t])
            db += da
            dh = self.W.T @ da
        return -np.log(p[label]), (dU, dW, dV, db, dc)

    def learn(self, seq, label):
        loss, grads = self.gradients(seq, label)
        for p, g in zip((self.U, self.W, self.V, self.b, self.c), grads):
            p -= self.lr * g
        return loss


def sequences(n):
    out = []
    while len(out) < n:
        seq = np.random.randint(0, 3, 7)
        counts = np.bincount(seq, minlength=3)
        if np.sum(counts == counts.max()) == 1:
            out.append((seq, counts.argmax()))
    return out


if __name__ == "__main__":
    np.random.seed(9)
    train, test = sequences(300), sequences(100)
    net = SequenceJudge(3, 10, 0.02)
    for epoch in range(25):
        order = np.random.permutation(len(train))
        loss = np.mean([net.learn(*train[i]) for i in order])
        if epoch % 5 == 0:
            print("epoch", epoch, "loss", loss)
    hits = np.mean([net.forward(s).argmax() == l for s, l in test])
    print("test accuracy", hits)
