import numpy as np

np.random.seed(12)


class Linear:
    def __init__(self, n_in, n_out):
        self.w = np.random.randn(n_out, n_in) * np.sqrt(1 / n_in)
        self.b = np.zeros(n_out)

    def forward(self, vec):
        self.vec_in = vec
        return self.w.dot(vec) + self.b

    def backward(self, up, rate):
        down = self.w.T.dot(up)
        self.w -= rate * np.outer(up, self.vec_in)
        self.b -= rate * up
        return down


class Sigmoid:
    def forward(self, vec):
        self.res = 1 / (1 + np.exp(-vec))
        return self.res

    def backward(self, up, rate):
        return up * self.res * (1 - self.res)


class Softmax:
    def forward(self, vec):
        ex = np.exp(vec - vec.max())
        self.res = ex / ex.sum()
        return self.res

    def backward(self, up, rate):
        slope = np.zeros((len(self.res), len(self.res)))
        for i in range(len(self.res)):
            for j in range(len(self.res)):
                if i == j:
                    slope[i, j] = self.res[i] * (1 - self.res[i])
                else:
                    slope[i, j] = -self.res[i] * self.res[j]
        return slope.dot(up)


class NegLogLikelihood:
    def forward(self, probs, label):
        self.probs, self.label = probs, label
        return -np.log(probs[label] + 1e-12)

    def backward(self):
        g = np.zeros(len(self.probs))
        g[self.label] = -1 / (self.probs[self.label] + 1e-12)
        return g


def rings(count):
    label = np.random.randint(0, 3, count)
    angle = np.random.rand(count) * 2 * np.pi
    r = 0.4 + label * 0.7 + np.random.randn(count) * 0.08
    return np.stack([r * np.cos(angle), r * np.sin(angle)], axis=1), label


chain = [Linear(2, 12), Sigmoid(), Linear(12, 3), Softmax()]
nll = NegLogLikelihood()
points, labels = rings(150)

for epoch in range(121):
    total, right = 0, 0
    for vec, label in zip(points, labels):
        for part in chain:
            vec = part.forward(vec)
        total += nll.forward(vec, label)
        right += vec.argmax() == label
        up = nll.backward()
        for part in reversed(chain):
            up = part.backward(up, 0.2)
    if epoch % 20 == 0:
        print("epoch {}: loss {:.4f}, hits {:.3f}".format(epoch, total / len(points), right / len(points)))
