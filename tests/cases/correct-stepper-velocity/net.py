import numpy as np


class MomentumStepper:
    def __init__(self, rate, momentum):
        self.rate, self.momentum = rate, momentum
        self.velocity = {}

    def step(self, params, grads):
        for name, g in grads.items():
            old = self.velocity.get(name, 0.0)
            self.velocity[name] = self.momentum * old - self.rate * g
            params[name] += self.velocity[name]


class SpiralNet:
    def __init__(self, n_hidden, rng):
        self.params = {"HW": rng.normal(0, 0.7, (2, n_hidden)), "Hb": np.zeros(n_hidden),
                       "GW": rng.normal(0, 0.25, (n_hidden, n_hidden)), "Gb": np.zeros(n_hidden),
                       "OW": rng.normal(0, 0.25, (n_hidden, 1)), "Ob": np.zeros(1)}

    def forward(self, x):
        p = self.params
        self.x = x
        self.h = np.tanh(x @ p["HW"] + p["Hb"])
        self.g = np.tanh(self.h @ p["GW"] + p["Gb"])
        self.out = 1 / (1 + np.exp(-(self.g @ p["OW"] + p["Ob"])))
        return self.out

    def loss(self, t):
        return -np.mean(t * np.log(self.out) + (1 - t) * np.log(1 - self.out))

    def backward(self, t):
        p = self.params
        d_out = (self.out - t) / len(t)
        d_g = (1 - self.g ** 2) * (d_out @ p["OW"].T)
        d_h = (1 - self.h ** 2) * (d_g @ p["GW"].T)
        return {"OW": self.g.T @ d_out, "Ob": d_out.sum(axis=0),
                "GW": self.h.T @ d_g, "Gb": d_g.sum(axis=0),
                "HW": self.x.T @ d_h, "Hb": d_h.sum(axis=0)}


def two_spirals(n, rng):
    arm = rng.integers(0, 2, n)
    r = rng.uniform(0.2, 1.0, n)
    a = 5 * r + np.pi * arm + rng.normal(0, 0.1, n)
    return 2 * np.stack([r * np.cos(a), r * np.sin(a)], axis=1), arm.reshape(-1, 1).astype(float)


if __name__ == "__main__":
    rng = np.random.default_rng(7)
    x, t = two_spirals(300, rng)
    net = SpiralNet(16, rng)
    stepper = MomentumStepper(rate=0.05, momentum=0.9)
    for epoch in range(300):
        order = rng.permutation(300)
        for start in range(0, 300, 30):
            part = order[start:start + 30]
            net.forward(x[part])
            stepper.step(net.params, net.backward(t[part]))
        if epoch % 60 == 0:
            net.forward(x)
            print("epoch", epoch, "loss", net.loss(t))
    print("accuracy", np.mean((net.forward(x) > 0.5) == (t > 0.5)))
