import numpy as np


def my_tanh(v):
    up, down = np.exp(v), np.exp(-v)
    return (up - down) / (up + down)


class Pendulum:
    """tanh - tanh - linear, everything in columns; the velocity keeps the minus sign for the end."""

    def __init__(self, *sizes):
        self.T = [np.random.randn(o, i) / np.sqrt(i) for i, o in zip(sizes, sizes[1:])]
        self.c = [np.zeros((o, 1)) for o in sizes[1:]]
        self.vT = [0 * t for t in self.T]
        self.vc = [0 * c for c in self.c]

    def swing(self, x):
        self.a = [x]
        for k, (t, c) in enumerate(zip(self.T, self.c)):
            z = t.dot(self.a[-1]) + c
            self.a.append(z if k == len(self.T) - 1 else my_tanh(z))
        return self.a[-1]

    def pull_back(self, y, speed, keep):
        d = 2 * (self.a[-1] - y) / y.shape[1]
        for k in range(len(self.T) - 1, -1, -1):
            gT = d.dot(self.a[k].T)
            gc = d.dot(np.ones((y.shape[1], 1)))
            if k > 0:
                d = self.T[k].T.dot(d) * (1 + self.a[k]) * (1 - self.a[k])
            self.vT[k] = keep * self.vT[k] + (1 - keep) * gT
            self.vc[k] = keep * self.vc[k] + (1 - keep) * gc
            self.T[k] = self.T[k] - speed * self.vT[k]
            self.c[k] = self.c[k] - speed * self.vc[k]


np.random.seed(31)
t = np.linspace(0, 4, 150)
x = np.vstack([t / 2 - 1, np.random.uniform(-1, 1, 150)])
y = (np.exp(-t / 3) * np.cos(3 * t) + 0.4 * x[1])[None, :]

net = Pendulum(2, 20, 20, 1)
speed = 0.3
for lap in range(3000):
    out = net.swing(x)
    net.pull_back(y, speed, 0.9)
    if lap % 600 == 0:
        print("lap", lap, "error", np.mean((out - y) ** 2))
    if lap in (1500, 2400):
        speed /= 3
print("error when it stops:", np.mean((net.swing(x) - y) ** 2))
