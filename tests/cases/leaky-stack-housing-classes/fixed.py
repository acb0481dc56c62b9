import numpy as np


class Module:
    def parameters(self):
        return []


class Linear(Module):
    def __init__(self, inp, out, rng):
        self.w = rng.standard_normal((inp, out)) * (2.0 / inp) ** 0.5
        self.b = np.zeros((1, out))
        self.dw = self.db = None

    def forward(self, x):
        self.x = x
        return x @ self.w + self.b

    def backward(self, g):
        self.dw = self.x.T @ g
        self.db = g.sum(axis=0, keepdims=True)
        return g @ self.w.T

    def parameters(self):
        return [(self.w, self.dw), (self.b, self.db)]


class LeakyReLU(Module):
    def __init__(self, slope=0.3):
        self.slope = slope

    def forward(self, z):
        self.z = z
        return np.maximum(self.slope * z, z)

    def backward(self, g):
        return g * np.where(self.z > 0, 1.0, self.slope)


class RMSProp:
    def __init__(self, modules, lr=0.003, rho=0.9):
        self.modules, self.lr, self.rho = modules, lr, rho
        self.cache = {}

    def step(self):
        for i, module in enumerate(self.modules):
            for j, (p, dp) in enumerate(module.parameters()):
                s = self.cache.get((i, j), np.zeros_like(p))
                s = self.rho * s + (1 - self.rho) * dp ** 2
                self.cache[(i, j)] = s
                p -= self.lr * dp / (np.sqrt(s) + 1e-7)


class Sequential:
    def __init__(self, *modules):
        self.modules = modules

    def forward(self, x):
        for m in self.modules:
            x = m.forward(x)
        return x

    def backward(self, g):
        for m in self.modules[::-1]:
            g = m.backward(g)


def main():
    rng = np.random.default_rng(15)
    # size, age, distance (already scaled) -> price
    X = rng.uniform(-1, 1, (400, 3))
    price = (X[:, :1] * (1 - X[:, 2:]) + 0.8 * X[:, 1:2] ** 2 - 0.5 * np.cos(3 * X[:, 2:]))
    net = Sequential(Linear(3, 10, rng), LeakyReLU(), Linear(10, 6, rng), LeakyReLU(), Linear(6, 1, rng))
    opt = RMSProp(net.modules)
    for epoch in range(200):
        idx = rng.permutation(400)
        sse = 0.0
        for s in range(0, 400, 40):
            xb, yb = X[idx[s:s + 40]], price[idx[s:s + 40]]
            err = net.forward(xb) - yb
            sse += np.sum(err ** 2)
            net.backward(2 * err / len(xb))
            opt.step()
        if (epoch + 1) % 40 == 0:
            print("epoch %3d   train mse %.5f" % (epoch + 1, sse / 400))


if __name__ == "__main__":
    main()
