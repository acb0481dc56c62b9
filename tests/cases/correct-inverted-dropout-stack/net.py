import numpy as np

class FC:
    def __init__(self, i, o):
        self.w = np.random.randn(i, o) * np.sqrt(2. / i)
        self.b = np.zeros(o)
    def fwd(self, x, train):
        self.x = x
        return x.dot(self.w) + self.b
    def bwd(self, d):
        self.gw, self.gb = self.x.T.dot(d), d.sum(0)
        return d.dot(self.w.T)
    def upd(self, lr):
        self.w -= lr * self.gw
        self.b -= lr * self.gb

class Relu:
    def fwd(self, x, train):
        self.y = x * (x > 0)
        return self.y
    def bwd(self, d):
        return d * (self.y > 0)
    def upd(self, lr): pass

class Drop:
    def __init__(self, p):
        self.p = p          # share that is dropped
    def fwd(self, x, train):
        if not train:
            return x
        self.m = (np.random.rand(*x.shape) > self.p) / (1 - self.p)
        return x * self.m
    def bwd(self, d):
        return d * self.m
    def upd(self, lr): pass

class Net:
    def __init__(self, layers): self.layers = layers
    def out(self, x, train=False):
        for l in self.layers: x = l.fwd(x, train)
        return x
    def fit(self, x, y, lr, epochs, bs):
        for e in range(epochs):
            perm = np.random.permutation(len(x))
            s = 0.
            for i in range(0, len(x), bs):
                j = perm[i:i+bs]
                z = self.out(x[j], train=True)
                # hinge loss, all other classes
                margin = z - z[np.arange(len(j)), y[j]][:, None] + 1
                margin[np.arange(len(j)), y[j]] = 0
                s += np.maximum(margin, 0).sum()
                d = (margin > 0).astype(float)
                d[np.arange(len(j)), y[j]] = -d.sum(1)
                d /= len(j)
                for l in self.layers[::-1]: d = l.bwd(d)
                for l in self.layers: l.upd(lr)
            if e % 20 == 0: print(e, 'loss', s / len(x))

if __name__ == '__main__':
    np.random.seed(4)
    y = np.random.randint(0, 3, 500)
    a = np.random.rand(500) * 1.6 + y * 2.1
    x = np.c_[np.cos(a), np.sin(a)] * (1 + np.random.rand(500, 1)) + 0.05 * np.random.randn(500, 2)
    net = Net([FC(2, 40), Relu(), Drop(0.2), FC(40, 20), Relu(), FC(20, 3)])
    net.fit(x[:400], y[:400], 0.05, 81, 20)
    print('test accuracy', np.mean(net.out(x[400:]).argmax(1) == y[400:]))
