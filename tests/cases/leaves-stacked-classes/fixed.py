import numpy as np


def softmax(z):
    e = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)


def make_leaves(per_class, rng):
    # length and width in cm, number of teeth
    oak = rng.normal([11, 6, 0.5], [1.5, 0.9, 0.3], (per_class, 3))
    birch = rng.normal([6, 4.5, 9], [0.9, 0.6, 1.5], (per_class, 3))
    willow = rng.normal([10, 1.5, 6], [1.5, 0.3, 1.2], (per_class, 3))
    leaves = np.concatenate([oak, birch, willow])
    names = np.repeat([0, 1, 2], per_class)
    return leaves, names


class Perceptron3:
    def __init__(self, d, h, k, rng):
        self.theta = [rng.normal(0, np.sqrt(1 / d), (d, h)), np.zeros(h), rng.normal(0, np.sqrt(1 / h), (h, k)), np.zeros(k)]

    def forward(self, x):
        w1, b1, w2, b2 = self.theta
        z = x @ w1 + b1
        a = np.where(z > 0, z, np.expm1(np.minimum(z, 0)))      # elu
        return z, a, softmax(a @ w2 + b2)

    def gradient(self, x, onehot):
        z, a, p = self.forward(x)
        d2 = (p - onehot) / x.shape[0]
        d1 = d2 @ self.theta[2].T * np.where(z > 0, 1, np.exp(np.minimum(z, 0)))
        return [x.T @ d1, d1.sum(0), a.T @ d2, d2.sum(0)]

    def loss(self, x, onehot):
        return -np.mean(np.sum(onehot * np.log(self.forward(x)[2] + 1e-15), axis=1))


def main():
    rng = np.random.default_rng(1)
    leaves, names = make_leaves(80, rng)
    leaves = (leaves - leaves.mean(axis=0)) / leaves.std(axis=0)
    onehot = np.eye(3)[names]
    net = Perceptron3(3, 15, 3, rng)
    for i in range(1200):
        pick = rng.choice(len(leaves), 60, replace=False)
        for p, g in zip(net.theta, net.gradient(leaves[pick], onehot[pick])):
            p -= 0.2 * g
        if i % 200 == 0:
            print('step', i, 'loss', net.loss(leaves, onehot))
    print('end loss', net.loss(leaves, onehot))
    print('accuracy', np.mean(net.forward(leaves)[2].argmax(axis=1) == names))


if __name__ == '__main__':
    main()
