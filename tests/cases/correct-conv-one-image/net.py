import numpy as np


class Stencils:
    def __init__(self, n):
        self.stencils = np.random.randn(n, 3, 3) / 9

    def spots(self, image):
        h, w = image.shape
        for i in range(h - 2):
            for j in range(w - 2):
                yield image[i:i + 3, j:j + 3], i, j

    def forward(self, image):
        self.seen = image
        h, w = image.shape
        out = np.zeros((h - 2, w - 2, len(self.stencils)))
        for part, i, j in self.spots(image):
            out[i, j] = np.sum(part * self.stencils, axis=(1, 2))
        return out

    def pass_back(self, above, lr):
        g_st = np.zeros(self.stencils.shape)
        for part, i, j in self.spots(self.seen):
            for f in range(len(self.stencils)):
                g_st[f] += above[i, j, f] * part
        self.stencils -= lr * g_st


class Halver:
    def forward(self, x):
        h, w, n = x.shape
        return x.reshape(h // 2, 2, w // 2, 2, n).mean(axis=(1, 3))

    def pass_back(self, above):
        return above.repeat(2, axis=0).repeat(2, axis=1) / 4


class Tanh:
    def forward(self, x):
        self.out = np.tanh(x)
        return self.out

    def pass_back(self, above):
        return above * (1 - self.out ** 2)


class Chooser:
    def __init__(self, n_in, n_out):
        self.w = np.random.randn(n_in, n_out) / np.sqrt(n_in)
        self.c = np.zeros(n_out)

    def forward(self, x):
        self.shape_in = x.shape
        self.seen = x.flatten()
        z = np.dot(self.seen, self.w) + self.c
        powers = np.exp(z - z.max())
        self.out = powers / powers.sum()
        return self.out

    def pass_back(self, above, lr):
        # only the right class has an entry
        for k, g in enumerate(above):
            if g == 0:
                continue
            dz = -self.out[k] * self.out
            dz[k] = self.out[k] * (1 - self.out[k])
            dz = g * dz
            below = self.w @ dz
            self.w -= lr * self.seen[np.newaxis].T @ dz[np.newaxis]
            self.c -= lr * dz
            return below.reshape(self.shape_in)


def train(image, label, lr):
    out = chooser.forward(halver.forward(tanh.forward(stencil.forward(image))))
    g = np.zeros(4)
    g[label] = -1 / out[label]
    stencil.pass_back(tanh.pass_back(halver.pass_back(chooser.pass_back(g, lr))), lr)
    return -np.log(out[label]), int(np.argmax(out) == label)


np.random.seed(0)
marks = [np.eye(4), np.eye(4)[::-1], np.tile([0, 1, 1, 0], (4, 1)), np.tile([0, 1, 1, 0], (4, 1)).T]
labels = np.random.randint(0, 4, 200)
images = np.random.rand(200, 8, 8) * 0.3 - 0.2
for image, l in zip(images, labels):
    r, c = np.random.randint(0, 5, 2)
    image[r:r + 4, c:c + 4] += marks[l]

stencil, tanh, halver, chooser = Stencils(6), Tanh(), Halver(), Chooser(3 * 3 * 6, 4)
for epoch in range(10):
    stats = [train(images[i], labels[i], 0.15) for i in np.random.permutation(200)]
    print('pass %d: loss %.3f, accuracy: %.3f' % ((epoch + 1,) + tuple(np.mean(stats, axis=0))))
