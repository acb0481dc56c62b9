import numpy as np


class Level:
    def __init__(self, n_in, n_out):
        self.weights = np.random.randn(n_out, n_in) / np.sqrt(n_in)
        self.bias = np.zeros((n_out, 1))

    def work(self, inputs):
        self.inputs = inputs
        self.outs = 1 / (1 + np.exp(-(self.weights @ inputs + self.bias)))
        return self.outs


class Run:
    def __init__(self, n_in, n_hid1, n_hid2, n_out, rate):
        self.level1 = Level(n_in, n_hid1)
        self.level2 = Level(n_hid1, n_hid2)
        self.level3 = Level(n_hid2, n_out)
        self.rate = rate

    def answer(self, pixels):
        return self.level3.work(self.level2.work(self.level1.work(pixels)))

    def cost(self, wish):
        return float(np.sum((self.level3.outs - wish) ** 2) / 2)

    def learn(self, wish):
        delta3 = np.multiply(self.level3.outs - wish, self.level3.outs * (1 - self.level3.outs))
        delta2 = self.level3.weights.T @ delta3
        delta2 = np.multiply(delta2, self.level2.outs * (1 - self.level2.outs))
        delta1 = self.level2.weights.T @ delta2
        delta1 = np.multiply(delta1, self.level1.outs * (1 - self.level1.outs))
        for level, delta in ((self.level3, delta3), (self.level2, delta2), (self.level1, delta1)):
            level.weights -= self.rate * np.matmul(delta, np.transpose(level.inputs))
            level.bias -= self.rate * delta


def examples(n, rng, faces):
    which = rng.integers(0, len(faces), n)
    noise = rng.normal(0, 0.15, (n, faces.shape[1]))
    return [((faces[k] + e).reshape(-1, 1), k) for k, e in zip(which, noise)]


if __name__ == "__main__":
    np.random.seed(3)
    rng = np.random.default_rng(3)
    faces = (rng.random((8, 25)) < 0.5).astype(float)
    train, test = examples(400, rng, faces), examples(150, rng, faces)
    eye = np.eye(8)
    run = Run(25, 16, 12, 8, 0.5)
    for epoch in range(15):
        total = 0
        for pixels, label in train:
            wish = eye[:, [label]]
            run.answer(pixels)
            total += run.cost(wish)
            run.learn(wish)
        right = sum(int(np.argmax(run.answer(p)) == l) for p, l in test)
        print("epoch", epoch, "cost", round(total / len(train), 4), "right", right / len(test))
