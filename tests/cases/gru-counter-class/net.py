import numpy as np


def sigm(a):
    return 1.0 / (1.0 + np.exp(-a))


class GRUCounter:
    def __init__(self, n_in, n_state, rng):
        s = 1.0 / np.sqrt(n_state)
        self.H = n_state
        for gate in ("z", "r", "c"):
            setattr(self, "W" + gate, rng.uniform(-s, s, (n_in, n_state)))
            setattr(self, "U" + gate, rng.uniform(-s, s, (n_state, n_state)))
            setattr(self, "b" + gate, np.zeros(n_state))
        self.V = rng.uniform(-s, s, (n_state, 1))
        self.v = np.zeros(1)

    def run(self, seq):
        """seq: (rows, time, n_in) -> one number per row and time step"""
        rows, T, _ = seq.shape
        h = np.zeros((rows, self.H))
        self.tape, ys = [], []
        for t in range(T):
            x = seq[:, t]
            z = sigm(x @ self.Wz + h @ self.Uz + self.bz)
            r = sigm(x @ self.Wr + h @ self.Ur + self.br)
            c = np.tanh(x @ self.Wc + (r * h) @ self.Uc + self.bc)
            new = (1 - z) * h + z * c
            self.tape.append((x, h, z, r, c, new))
            h = new
            ys.append(h @ self.V + self.v)
        return np.stack(ys, axis=1)

    def fit(self, seq, y, lr):
        out = self.run(seq)
        names = [k + g for g in "zrc" for k in "WUb"] + ["V", "v"]
        G = {k: np.zeros_like(getattr(self, k)) for k in names}
        dy = 2 * (out - y) / y.size
        dh = np.zeros((len(seq), self.H))
        for t in reversed(range(seq.shape[1])):
            x, h, z, r, c, new = self.tape[t]
            G["V"] += new.T @ dy[:, t]
            G["v"] += dy[:, t].sum(axis=0)
            dh = dh + dy[:, t] @ self.V.T
            dc = dh * z * (1 - c ** 2)
            drh = dc @ self.Uc.T
            dz = dh * (h - c) * z * (1 - z)
            dr = drh * h * r * (1 - r)
            for g, d, inp in (("z", dz, h), ("r", dr, h), ("c", dc, r * h)):
                G["W" + g] += x.T @ d
                G["U" + g] += inp.T @ d
                G["b" + g] += d.sum(axis=0)
            dh = dh * (1 - z) + drh * r + dz @ self.Uz.T + dr @ self.Ur.T
        for k in names:
            setattr(self, k, getattr(self, k) - lr * G[k])
        return np.mean((out - y) ** 2)


if __name__ == "__main__":
    rng = np.random.RandomState(0)
    # running count of the ones since the last reset
    one = (rng.rand(40, 9) < 0.5).astype(float)
    reset = (rng.rand(40, 9) < 0.25).astype(float)
    y = np.zeros((40, 9, 1))
    level = np.zeros(40)
    for t in range(9):
        level = np.where(reset[:, t] > 0, 0, level + one[:, t])
        y[:, t, 0] = level / 4
    seq = np.stack([one, reset], axis=2)
    net = GRUCounter(2, 8, rng)
    for it in range(1, 1201):
        mse = net.fit(seq, y, 0.5)
        if it % 200 == 0:
            print("iteration", it, "mse", mse)
