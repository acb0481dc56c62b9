import numpy as np


class Net:
    def __init__(self, sizes, rng):
        self.rng = rng
        self.W = [rng.normal(0, np.sqrt(2 / a), (b, a)) for a, b in zip(sizes[:-1], sizes[1:])]
        self.b = [np.zeros((b, 1)) for b in sizes[1:]]
        self.vW = [np.zeros_like(w) for w in self.W]
        self.vb = [np.zeros_like(b) for b in self.b]

    def run(self, x, keep=None):
        a, acts, masks = x, [x], []
        for k, (w, b) in enumerate(zip(self.W, self.b)):
            z = w @ a + b
            if k == len(self.W) - 1:
                e = np.exp(z - z.max(axis=0))
                a = e / e.sum(axis=0)
            else:
                a = np.maximum(z, 0)
                if keep is not None:
                    mask = (self.rng.random(a.shape) < keep) / keep
                    a = a * mask
                    masks.append(mask)
            acts.append(a)
        return acts, masks

    def train_batch(self, x, t, n_all, lr=0.05, mu=0.9, keep=0.8, lmbda=0.5):
        m = x.shape[1]
        acts, masks = self.run(x, keep)
        delta = (acts[-1] - t) / m
        for k in range(len(self.W) - 1, -1, -1):
            gW = delta @ acts[k].T + lmbda / n_all * self.W[k]
            gb = delta.sum(axis=1, keepdims=True)
            if k > 0:
                # dropped units have activation 0, so > 0 covers both
                delta = (self.W[k].T @ delta) * (acts[k] > 0) / keep
            self.vW[k] = mu * self.vW[k] - lr * gW
            self.vb[k] = mu * self.vb[k] - lr * gb
            self.W[k] = self.W[k] + self.vW[k]
            self.b[k] = self.b[k] + self.vb[k]
        return -np.mean(np.sum(t * np.log(acts[-1] + 1e-12), axis=0))

    def accuracy(self, x, label):
        return np.mean(self.run(x)[0][-1].argmax(axis=0) == label)


if __name__ == "__main__":
    rng = np.random.default_rng(9)
    label = rng.integers(0, 3, 900)
    turn = rng.uniform(0.3, 3.5, 900)
    x = np.vstack([turn * np.cos(1.5 * turn + label * 2.1), turn * np.sin(1.5 * turn + label * 2.1)])
    x = x / x.std() + rng.normal(0, 0.03, x.shape)
    t = np.eye(3)[label].T
    net = Net([2, 48, 32, 3], rng)
    for epoch in range(60):
        order = rng.permutation(700)
        losses = [net.train_batch(x[:, c], t[:, c], 700) for c in np.split(order, 14)]
        if epoch % 10 == 9:
            print("epoch", epoch + 1, "loss", np.mean(losses))
    print("accuracy on unseen points:", net.accuracy(x[:, 700:], label[700:]))
