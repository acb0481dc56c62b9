import numpy as np


class Dropout:
    """randomly drops inputs and scales the others by 1 / (1 - ratio); in testing it returns x unchanged"""

    def __init__(self, ratio, rng):
        self.ratio = ratio
        self.rng = rng

    def __call__(self, x, train):
        if not train:
            return x
        self.mask = (self.rng.random(x.shape) >= self.ratio) / (1 - self.ratio)
        return x * self.mask

    def backward(self, gy):
        return gy * self.mask


class Linear:
    def __init__(self, n_in, n_out, rng):
        # weights are stored as (out, in)
        self.W = rng.normal(0, np.sqrt(1 / n_in), (n_out, n_in))
        self.b = np.zeros(n_out)

    def __call__(self, x, train):
        self.x = x
        return x @ self.W.T + self.b

    def backward(self, gy):
        self.gW = gy.T @ self.x
        self.gb = gy.sum(0)
        return gy @ self.W

    def update(self, lr):
        self.W -= lr * self.gW
        self.b -= lr * self.gb


class ELU:
    def __call__(self, x, train):
        self.y = np.where(x > 0, x, np.exp(np.minimum(x, 0)) - 1)
        return self.y

    def backward(self, gy):
        return gy * np.where(self.y > 0, 1, self.y + 1)


def hinge(score, t):
    """labels -1 and +1, squared hinge, mean over the rows"""
    slack = np.maximum(0, 1 - t * score)
    return np.mean(slack ** 2), -2 * t * slack / len(t)


if __name__ == "__main__":
    rng = np.random.default_rng(12)
    x = rng.uniform(-2, 2, (700, 2))
    t = np.where(np.sin(2 * x[:, :1]) > x[:, 1:], 1.0, -1.0)
    chain = [Linear(2, 50, rng), ELU(), Dropout(0.2, rng), Linear(50, 50, rng), ELU(), Dropout(0.2, rng),
             Linear(50, 1, rng)]

    def run(x, train):
        for f in chain:
            x = f(x, train)
        return x

    for epoch in range(101):
        total = 0
        for k in range(0, 500, 50):
            loss, g = hinge(run(x[k:k + 50], True), t[k:k + 50])
            total += loss
            for f in chain[::-1]:
                g = f.backward(g)
            for f in chain:
                if hasattr(f, "update"):
                    f.update(0.1)
        if epoch % 25 == 0:
            print("epoch", epoch, "loss", total / 10)
    print("test accuracy", np.mean(np.sign(run(x[500:], False)) == t[500:]))
