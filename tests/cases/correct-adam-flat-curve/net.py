import numpy as np


class Adam:
    def __init__(self, size, lr=0.01, b1=0.9, b2=0.999):
        self.m = np.zeros(size)
        self.v = np.zeros(size)
        self.t = 0
        self.lr, self.b1, self.b2 = lr, b1, b2

    def delta(self, g):
        self.t += 1
        self.m += (1 - self.b1) * (g - self.m)
        self.v += (1 - self.b2) * (g * g - self.v)
        rate = self.lr * np.sqrt(1 - self.b2 ** self.t) / (1 - self.b1 ** self.t)
        return -rate * self.m / (np.sqrt(self.v) + 1e-8)


class CurveNet:
    """ 1 - n - 2 net, all parameters in one vector theta """

    def __init__(self, n):
        self.n = n
        self.theta = np.concatenate([np.random.randn(n), np.random.uniform(-2, 2, n),
                                     np.random.randn(2 * n) / np.sqrt(n), np.zeros(2)])

    def parts(self, vec):
        n = self.n
        return vec[:n].reshape(1, n), vec[n:2 * n], vec[2 * n:4 * n].reshape(n, 2), vec[4 * n:]

    def out(self, x):
        W, b, V, c = self.parts(self.theta)
        z = x @ W + b
        self.s = 1 / (1 + np.exp(-z))
        self.z = z
        return (z * self.s) @ V + c            # swish units

    def loss_and_gradient(self, x, y):
        r = self.out(x) - y
        g = np.empty_like(self.theta)
        gW, gb, gV, gc = self.parts(g)          # views into g
        d = 2 * r / r.size
        gV[:] = (self.z * self.s).T @ d
        gc[:] = d.sum(axis=0)
        dz = (d @ self.parts(self.theta)[2].T) * (self.s + self.z * self.s * (1 - self.s))
        gW[:] = x.T @ dz
        gb[:] = dz.sum(axis=0)
        return np.mean(r ** 2), g


def main():
    np.random.seed(20)
    x = np.linspace(-3, 3, 120).reshape(-1, 1)
    y = np.hstack([np.sin(2 * x), np.abs(x) - 1])
    net = CurveNet(20)
    opt = Adam(net.theta.size)
    for i in range(3000):
        loss, g = net.loss_and_gradient(x, y)
        net.theta += opt.delta(g)
        if i % 500 == 0:
            print('step', i, 'loss', loss)
    print('final loss', loss)


if __name__ == '__main__':
    main()
