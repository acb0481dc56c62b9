import numpy as np


class EchoRNN:
    def __init__(self, n_in, n_state, n_out, seed=2):
        r = np.random.RandomState(seed)
        self.W = r.randn(n_in, n_state) * 0.4
        self.U = r.randn(n_state, n_state) * 0.9 / np.sqrt(n_state)
        self.c = np.zeros(n_state)
        self.V = r.randn(n_state, n_out) / np.sqrt(n_state)
        self.d = np.zeros(n_out)

    def forward(self, X):
        # X: batch x time x features
        B, T, _ = X.shape
        self.S = np.zeros((T + 1, B, self.U.shape[0]))
        out = []
        for t in range(T):
            self.S[t + 1] = np.tanh(X[:, t] @ self.W + self.S[t] @ self.U + self.c)
            out.append(self.S[t + 1] @ self.V + self.d)
        return np.stack(out, axis=1)

    def backward(self, X, dOut):
        B, T, _ = X.shape
        gW, gU, gV = np.zeros_like(self.W), np.zeros_like(self.U), np.zeros_like(self.V)
        gc, gd = np.zeros_like(self.c), np.zeros_like(self.d)
        dnext = np.zeros((B, self.U.shape[0]))
        for t in range(T - 1, -1, -1):
            gV += self.S[t + 1].T @ dOut[:, t]
            gd += dOut[:, t].sum(axis=0)
            ds = dOut[:, t] @ self.V.T + dnext
            da = ds * (1 - self.S[t + 1] ** 2)
            gW += X[:, t].T @ da
            gU += self.S[t].T @ da
            gc += da.sum(axis=0)
            dnext = da @ self.U.T
        return gW, gU, gc, gV, gd

    def train(self, X, Y, rounds, lr):
        for k in range(rounds):
            out = self.forward(X)
            diff = out - Y
            grads = self.backward(X, 2 * diff / diff.size)
            size = np.sqrt(sum((g ** 2).sum() for g in grads))
            if size > 1:
                grads = [g / size for g in grads]
            for p, g in zip((self.W, self.U, self.c, self.V, self.d), grads):
                p -= lr * g
            if k % 150 == 0 or k == rounds - 1:
                print("round %4d  mse %.5f" % (k, np.mean(diff ** 2)))


if __name__ == "__main__":
    rs = np.random.RandomState(0)
    signal = rs.uniform(0, 1, (60, 14, 1))
    # say again what was heard three steps ago
    echo = np.zeros_like(signal)
    echo[:, 3:] = signal[:, :-3]
    net = EchoRNN(1, 16, 1)
    net.train(signal, echo, 1200, 0.3)
