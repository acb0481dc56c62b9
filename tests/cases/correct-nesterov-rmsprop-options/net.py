import numpy as np


class Nesterov:
    """velocity form that works with gradients at the current point"""

    def __init__(self, lr=0.01, mu=0.9):
        self.lr, self.mu, self.v = lr, mu, None

    def update(self, params, grads):
        if self.v is None:
            self.v = {k: np.zeros_like(p) for k, p in params.items()}
        for k in params:
            self.v[k] *= self.mu
            self.v[k] -= self.lr * grads[k]
            params[k] += self.mu * self.v[k]
            params[k] -= self.lr * grads[k]


class RMSprop:
    def __init__(self, lr=0.01, rho=0.95):
        self.lr, self.rho, self.h = lr, rho, None

    def update(self, params, grads):
        if self.h is None:
            self.h = {k: np.zeros_like(p) for k, p in params.items()}
        for k in params:
            self.h[k] *= self.rho
            self.h[k] += (1 - self.rho) * grads[k] * grads[k]
            params[k] -= self.lr * grads[k] / (np.sqrt(self.h[k]) + 1e-7)


class Regression:
    def __init__(self, n_in, n_hidden, seed):
        rng = np.random.RandomState(seed)
        self.params = {"w1": rng.randn(n_in, n_hidden), "b1": rng.randn(n_hidden),
                       "w2": rng.randn(n_hidden, 1) / np.sqrt(n_hidden), "b2": np.zeros(1)}

    def softplus(self, z):
        return np.logaddexp(0, z)

    def forward(self, x):
        p = self.params
        self.z = x @ p["w1"] + p["b1"]
        self.a = self.softplus(self.z)
        return self.a @ p["w2"] + p["b2"]

    def gradients(self, x, t):
        out = self.forward(x)
        d = (out - t) / len(x)
        # the slope of softplus is the logistic function
        dz = d @ self.params["w2"].T / (1 + np.exp(-self.z))
        return 0.5 * np.mean((out - t) ** 2), {"w2": self.a.T @ d, "b2": d.sum(0), "w1": x.T @ dz, "b1": dz.sum(0)}


if __name__ == "__main__":
    rng = np.random.RandomState(0)
    x = rng.uniform(-2, 2, (300, 2))
    t = np.sin(2 * x[:, :1]) * x[:, 1:]
    for name, optimizer in (("nesterov", Nesterov(0.05)), ("rmsprop", RMSprop(0.01))):
        net = Regression(2, 25, 4)
        for step in range(3000):
            loss, grads = net.gradients(x, t)
            optimizer.update(net.params, grads)
            if step % 1000 == 0:
                print(name, step, loss)
        print(name, "last loss", loss)
