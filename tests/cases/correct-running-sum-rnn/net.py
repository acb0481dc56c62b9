import numpy as np


class EchoCell:
    """Elman net: sees one number per step, must say the sum of the last three"""

    def __init__(self, n_mem, rng):
        self.Wx = rng.normal(0, 0.5, (n_mem, 1))
        self.Wm = rng.normal(0, 0.9 / np.sqrt(n_mem), (n_mem, n_mem))
        self.bm = np.zeros((n_mem, 1))
        self.Wy = rng.normal(0, 1 / np.sqrt(n_mem), (1, n_mem))
        self.by = np.zeros((1, 1))

    def weights(self):
        return [self.Wx, self.Wm, self.bm, self.Wy, self.by]

    def forward(self, seq):
        mem = [np.zeros((len(self.bm), seq.shape[1]))]
        says = []
        for x in seq:
            mem.append(np.tanh(self.Wx @ x[None, :] + self.Wm @ mem[-1] + self.bm))
            says.append(self.Wy @ mem[-1] + self.by)
        return mem, says

    def pushes(self, seq, wish):
        mem, says = self.forward(seq)
        dx, dm, db, dy, dby = [np.zeros_like(w) for w in self.weights()]
        late = np.zeros_like(mem[0])
        for t in reversed(range(len(seq))):
            lack = wish[t][None, :] - says[t]
            dy += lack @ mem[t + 1].T
            dby += lack.sum()
            inner = (self.Wy.T @ lack + late) * (1 - mem[t + 1] ** 2)
            dx += inner @ seq[t][:, None]
            dm += inner @ mem[t].T
            db += inner.sum(axis=1, keepdims=True)
            late = self.Wm.T @ inner
        return [dx, dm, db, dy, dby]

    def learn(self, seq, wish, rate, ceiling):
        moves = self.pushes(seq, wish)
        size = np.sqrt(sum(np.sum(m * m) for m in moves))
        if size > ceiling:
            moves = [m * ceiling / size for m in moves]
        for w, m in zip(self.weights(), moves):
            w += rate * m
        return size


def make_batch(n_steps, n_seqs, rng):
    seq = rng.uniform(-1, 1, (n_steps, n_seqs))
    wish = seq.copy()
    wish[1:] += seq[:-1]
    wish[2:] += seq[:-2]
    return seq, wish


if __name__ == "__main__":
    rng = np.random.default_rng(2)
    cell = EchoCell(16, rng)
    seq_t, wish_t = make_batch(12, 50, np.random.default_rng(77))
    for it in range(1501):
        seq, wish = make_batch(12, 10, rng)
        size = cell.learn(seq, wish, 0.0008, 20.0)
        if it % 300 == 0:
            miss = np.array(cell.forward(seq_t)[1])[:, 0, :] - wish_t
            print("batch", it, "length of the step before clipping", round(float(size), 2))
            print("rms miss", np.sqrt(np.mean(miss ** 2)))
