from dataclasses import dataclass, field
import numpy as np


@dataclass
class Affine:
    n_in: int
    n_out: int
    seed: int = 0

    def __post_init__(self):
        gen = np.random.default_rng(self.seed)
        self.values = {"w": gen.standard_normal((self.n_in, self.n_out)) / np.sqrt(self.n_in), "b": np.zeros(self.n_out)}
        self.slopes = {}

    def forward(self, x, train):
        self.x = x
        return x @ self.values["w"] + self.values["b"]

    def backward(self, d):
        self.slopes = {"w": self.x.T @ d, "b": d.sum(axis=0)}
        return d @ self.values["w"].T


@dataclass
class BatchNormalise:
    size: int
    keep: float = 0.9
    eps: float = 1e-6

    def __post_init__(self):
        self.values = {"gamma": np.ones(self.size), "beta": np.zeros(self.size)}
        self.slopes = {}
        self.avg_mean = np.zeros(self.size)
        self.avg_var = np.ones(self.size)

    def forward(self, x, train):
        if train:
            m, v = x.mean(axis=0), x.var(axis=0)
            new_mean = self.keep * self.avg_mean + (1 - self.keep) * m
            new_var = self.keep * self.avg_var + (1 - self.keep) * v
            self.updates = [(self.avg_mean, new_mean), (self.avg_var, new_var)]
        else:
            m, v = self.avg_mean, self.avg_var
        self.istd = 1 / np.sqrt(v + self.eps)
        self.xh = (x - m) * self.istd
        return self.values["gamma"] * self.xh + self.values["beta"]

    def backward(self, d):
        self.slopes = {"gamma": (d * self.xh).sum(axis=0), "beta": d.sum(axis=0)}
        dh = d * self.values["gamma"]
        return self.istd * (dh - dh.mean(axis=0) - self.xh * (dh * self.xh).mean(axis=0))


@dataclass
class Tanh:
    values: dict = field(default_factory=dict)
    slopes: dict = field(default_factory=dict)

    def forward(self, x, train):
        self.y = np.tanh(x)
        return self.y

    def backward(self, d):
        return d * (1 - self.y ** 2)


@dataclass
class Model:
    parts: list
    rate: float = 0.1

    def __call__(self, x, train=False):
        for part in self.parts:
            x = part.forward(x, train)
        return x

    def step(self, x, y):
        diff = self(x, train=True) - y
        d = 2 * diff / diff.size
        for part in self.parts[::-1]:
            d = part.backward(d)
        for part in self.parts:
            for name in part.values:
                part.values[name] -= self.rate * part.slopes[name]
        return np.mean(diff ** 2)


if __name__ == "__main__":
    gen = np.random.default_rng(7)
    # two sensors with an offset, the wanted reading is bent
    X = np.column_stack([gen.normal(4, 2, 500), gen.normal(-3, 0.5, 500)])
    Y = np.sin(X[:, :1]) + X[:, 1:] + 3
    model = Model([Affine(2, 30, 1), BatchNormalise(30), Tanh(), Affine(30, 1, 2)])
    for epoch in range(150):
        errs = []
        for rows in np.array_split(gen.permutation(400), 8):
            errs.append(model.step(X[rows], Y[rows]))
        if epoch % 30 == 0:
            print("epoch", epoch, "mse while training", np.mean(errs))
    print("mse at the end of training", np.mean(errs))
    print("mse on the held-out rows", np.mean((model(X[400:]) - Y[400:]) ** 2))
