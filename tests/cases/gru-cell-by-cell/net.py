import numpy as np


def sigm(v):
    return 1 / (1 + np.exp(-v))


class GRU:
    """one layer of gated units and a linear output at the last step, columns"""

    def __init__(self, n_in, n_hidden, rng, lr):
        self.n_hidden, self.lr = n_hidden, lr
        self.p = {}
        for gate in "rzn":
            self.p["W" + gate] = rng.normal(0, 1 / np.sqrt(n_in), (n_hidden, n_in))
            self.p["U" + gate] = rng.normal(0, 1 / np.sqrt(n_hidden), (n_hidden, n_hidden))
            self.p["b" + gate] = np.zeros((n_hidden, 1))
        self.p["V"] = rng.normal(0, 1 / np.sqrt(n_hidden), (1, n_hidden))
        self.p["c"] = np.zeros((1, 1))

    def forward(self, xs):
        p = self.p
        h = np.zeros((self.n_hidden, xs[0].shape[1]))
        self.memory = []
        for x in xs:
            r = sigm(p["Wr"] @ x + p["Ur"] @ h + p["br"])
            z = sigm(p["Wz"] @ x + p["Uz"] @ h + p["bz"])
            uh = p["Un"] @ h
            n = np.tanh(p["Wn"] @ x + r * uh + p["bn"])
            self.memory.append((x, h, r, z, uh, n))
            h = (1 - z) * n + z * h
        self.h = h
        return p["V"] @ h + p["c"]

    def cell_backward(self, dh, t):
        p = self.p
        x, h, r, z, uh, n = self.memory[t]
        dn = dh * (1 - z) * (1 - n ** 2)
        dz = dh * (h - n) * z * (1 - z)
        dr = dn * uh * r * (1 - r)
        g = {"Wr": dr @ x.T, "Ur": dr @ h.T, "br": dr.sum(axis=1, keepdims=True),
             "Wz": dz @ x.T, "Uz": dz @ h.T, "bz": dz.sum(axis=1, keepdims=True),
             "Wn": dn @ x.T, "Un": (dn * r) @ h.T, "bn": dn.sum(axis=1, keepdims=True)}
        dh_prev = dh * z + p["Un"].T @ (dn * r) + p["Uz"].T @ dz + p["Ur"].T @ dr
        return dh_prev, g

    def backward(self, dy):
        dh = self.p["V"].T @ dy
        self.apply({"V": dy @ self.h.T, "c": dy.sum(axis=1, keepdims=True)})
        for t in reversed(range(len(self.memory))):
            dh, g = self.cell_backward(dh, t)
            self.apply(g)

    def apply(self, g):
        for name in g:
            self.p[name] -= self.lr * g[name]

    def learn(self, xs, y):
        diff = self.forward(xs) - y
        self.backward(2 * diff / diff.size)
        return np.mean(diff ** 2)


if __name__ == "__main__":
    # the adding problem: the sum of the two numbers that carry a mark
    rng = np.random.default_rng(1)
    steps, count = 8, 200
    numbers = rng.uniform(-1, 1, (steps, count))
    marks = np.zeros((steps, count))
    for k in range(count):
        marks[rng.choice(steps, 2, replace=False), k] = 1
    xs = [np.stack([numbers[t], marks[t]]) for t in range(steps)]
    y = (numbers * marks).sum(axis=0, keepdims=True)
    net = GRU(2, 12, rng, 0.2)
    for round_ in range(1501):
        loss = net.learn(xs, y)
        if round_ % 250 == 0:
            print("round", round_, "loss", loss)
