import numpy as np
from sklearn.datasets import load_digits


class Dropper:
    def __init__(self, keep):
        self.keep = keep

    def __call__(self, a, training):
        if not training:
            return a
        self.mask = (np.random.rand(*a.shape) < self.keep) / self.keep
        return a * self.mask

    def back(self, g):
        return g * self.mask


class DigitNet:
    def __init__(self, n_in=64, n_mid=60, n_out=10, keep=0.8):
        self.p = {"U": np.random.normal(0, np.sqrt(2 / n_in), (n_in, n_mid)), "c": np.zeros(n_mid),
                  "V": np.random.normal(0, np.sqrt(2 / n_mid), (n_mid, n_out)), "d": np.zeros(n_out)}
        self.drop = Dropper(keep)

    def logits(self, x, training=False):
        self.x = x
        self.pre = x @ self.p["U"] + self.p["c"]
        self.mid = self.drop(np.where(self.pre > 0, self.pre, 0), training)
        return self.mid @ self.p["V"] + self.p["d"]

    def loss(self, x, t, training=False):
        s = self.logits(x, training)
        s = s - s.max(axis=1, keepdims=True)
        log_p = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
        self.diff = np.exp(log_p)
        self.diff[np.arange(len(t)), t] -= 1
        return -log_p[np.arange(len(t)), t].mean()

    def slopes(self):
        g = self.diff / len(self.diff)
        out = {"V": self.mid.T @ g, "d": g.sum(0)}
        g = self.drop.back(g @ self.p["V"].T) * (self.pre > 0)
        out["U"], out["c"] = self.x.T @ g, g.sum(0)
        return out


class RmsProp:
    def __init__(self, p, rate=0.003, decay=0.9):
        self.p, self.rate, self.decay = p, rate, decay
        self.avg = {k: np.zeros_like(a) for k, a in p.items()}

    def step(self, g):
        for k in self.p:
            self.avg[k] = self.decay * self.avg[k] + (1 - self.decay) * g[k] ** 2
            self.p[k] -= self.rate * g[k] / (np.sqrt(self.avg[k]) + 1e-8)


if __name__ == "__main__":
    np.random.seed(12)
    d = load_digits()
    mix = np.random.permutation(len(d.data))
    x, t = d.data[mix] / 16.0, d.target[mix]
    x_fit, t_fit, x_test, t_test = x[:1300], t[:1300], x[1300:], t[1300:]
    net = DigitNet()
    opt = RmsProp(net.p)
    for epoch in range(1, 16):
        walk = np.random.permutation(len(x_fit))
        for part in np.array_split(walk, len(walk) // 40):
            net.loss(x_fit[part], t_fit[part], training=True)
            opt.step(net.slopes())
        if epoch % 5 == 0:
            print("epoch %d  loss without dropout %.4f" % (epoch, net.loss(x_fit, t_fit)))
    print("test share:", np.mean(net.logits(x_test).argmax(1) == t_test))
