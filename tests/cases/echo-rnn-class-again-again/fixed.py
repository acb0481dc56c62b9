import numpy as np


class EchoRNN:
    def __init__(self, n_hidden, lr):
        self.n = n_hidden
        self.lr = lr
        self.Wx = np.random.uniform(-0.5, 0.5, (n_hidden, 1))
        self.Wh = np.random.uniform(-0.1, 0.1, (n_hidden, n_hidden))
        self.Wy = np.random.uniform(-0.3, 0.3, (1, n_hidden))
        self.bh = np.zeros((n_hidden, 1))
        self.by = np.zeros((1, 1))

    def forward(self, seq):
        self.hs = {-1: np.zeros((self.n, 1))}
        outs = []
        for t, x in enumerate(seq):
            self.hs[t] = np.tanh(self.Wx * x + self.Wh @ self.hs[t - 1] + self.bh)
            outs.append((self.Wy @ self.hs[t] + self.by)[0, 0])
        return np.array(outs)

    def backward(self, seq, want):
        T = len(seq)
        out = self.forward(seq)
        dWx, dWh, dWy = np.zeros_like(self.Wx), np.zeros_like(self.Wh), np.zeros_like(self.Wy)
        dbh, dby = np.zeros_like(self.bh), np.zeros_like(self.by)
        later = np.zeros((self.n, 1))
        for t in range(T - 1, -1, -1):
            e = 2 * (out[t] - want[t]) / T
            dWy += e * self.hs[t].T
            dby += e
            dh = self.Wy.T * e + later
            draw = (1 - self.hs[t] ** 2) * dh
            dWx += draw * seq[t]
            dWh += draw @ self.hs[t - 1].T
            dbh += draw
            later = self.Wh.T @ draw
        self.grads = [dWx, dWh, dWy, dbh, dby]
        return np.mean((out - want) ** 2)

    def update(self):
        for p, g in zip([self.Wx, self.Wh, self.Wy, self.bh, self.by], self.grads):
            p -= self.lr * g


if __name__ == "__main__":
    np.random.seed(6)
    # say what was heard two steps ago
    songs = np.random.choice([-1.0, 1.0], (60, 12))
    delayed = np.zeros_like(songs)
    delayed[:, 2:] = songs[:, :-2]

    rnn = EchoRNN(12, 0.1)
    for epoch in range(40):
        total = 0
        for i in np.random.permutation(60):
            total += rnn.backward(songs[i], delayed[i])
            rnn.update()
        if epoch % 8 == 0:
            print("epoch", epoch, "mse", total / 60)
    print("final mse:", total / 60)
