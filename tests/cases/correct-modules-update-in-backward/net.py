import numpy as np


class Weights:
    def __init__(self, n_in, n_out, act, gen):
        self.w = gen.normal(scale=(2 / n_in) ** 0.5, size=(n_out, n_in))
        self.c = np.zeros(n_out)
        self.act = act

    def __call__(self, x, learning=True):
        self.x = x
        out = x @ self.w.T + self.c
        if self.act:
            out[out < 0] = 0
        self.out = out
        return out

    def backward(self, pull, lr):
        """pull points downhill: target minus prediction"""
        if self.act:
            pull = pull * (self.out > 0)
        below = pull @ self.w
        self.w += lr * (pull.T @ self.x) / len(pull)
        self.c += lr * pull.mean(axis=0)
        return below


class Drop:
    def __init__(self, keep, gen):
        self.keep, self.gen = keep, gen

    def __call__(self, x, learning=True):
        if not learning:
            return x
        self.mask = (self.gen.random(x.shape) < self.keep) / self.keep
        return x * self.mask

    def backward(self, pull, lr):
        return pull * self.mask


def predict(stack, x, learning=False):
    for part in stack:
        x = part(x, learning)
    z = x - x.max(axis=1, keepdims=True)
    e = np.exp(z)
    return e / e.sum(axis=1)[:, None]


def main():
    gen = np.random.default_rng(12)
    kinds = gen.integers(0, 3, 450)
    size = gen.normal([1.0, 2.0, 3.0], 0.35, (450, 3))[np.arange(450), kinds]
    shape = gen.normal([0.0, 1.5, 0.0], 0.4, (450, 3))[np.arange(450), kinds]
    other = gen.normal(0, 1, (450, 2))
    x = np.column_stack([size, shape, other])
    x = (x - x[:300].mean(axis=0)) / x[:300].std(axis=0)
    onehot = (kinds[:, None] == np.arange(3)).astype(float)
    stack = [Weights(4, 40, True, gen), Drop(0.8, gen), Weights(40, 3, False, gen)]
    for epoch in range(60):
        for rows in np.array_split(gen.permutation(300), 10):
            p = predict(stack, x[rows], True)
            pull = onehot[rows] - p
            for part in stack[::-1]:
                pull = part.backward(pull, 0.2)
        if epoch % 15 == 0:
            p = predict(stack, x[:300])
            print("epoch", epoch, "loss", -np.mean(np.log((p * onehot[:300]).sum(axis=1))))
    print("held-out accuracy", np.mean(predict(stack, x[300:]).argmax(axis=1) == kinds[300:]))


if __name__ == "__main__":
    main()
