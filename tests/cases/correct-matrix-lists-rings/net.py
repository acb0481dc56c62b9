import numpy as np

rng = np.random.RandomState(70)


def logistic(z):
    return 1.0 / (1.0 + np.exp(-z))


class Net:
    def __init__(self, sizes):
        self.sizes = sizes
        self.W = [rng.randn(b, a) / np.sqrt(a) for a, b in zip(sizes, sizes[1:])]
        self.B = [np.zeros((b, 1)) for b in sizes[1:]]

    def feed(self, a):
        for w, b in zip(self.W, self.B):
            a = logistic(np.dot(w, a) + b)
        return a

    def nabla(self, x, y):
        acts = [x]
        for w, b in zip(self.W, self.B):
            acts.append(logistic(np.dot(w, acts[-1]) + b))
        gw, gb = [None] * len(self.W), [None] * len(self.B)
        delta = acts[-1] - y
        gw[-1], gb[-1] = delta.dot(acts[-2].T), delta
        for l in range(2, len(self.sizes)):
            delta = self.W[-l + 1].T.dot(delta) * acts[-l] * (1 - acts[-l])
            gw[-l], gb[-l] = delta.dot(acts[-l - 1].T), delta
        return gw, gb

    def sgd(self, pairs, epochs, size, eta, lam):
        n = len(pairs)
        for epoch in range(epochs):
            order = rng.permutation(n)
            for s in range(0, n, size):
                sum_w = [np.zeros_like(w) for w in self.W]
                sum_b = [np.zeros_like(b) for b in self.B]
                batch = [pairs[i] for i in order[s:s + size]]
                for x, y in batch:
                    gw, gb = self.nabla(x, y)
                    sum_w = [u + g for u, g in zip(sum_w, gw)]
                    sum_b = [u + g for u, g in zip(sum_b, gb)]
                self.W = [(1 - eta * lam / n) * w - eta / len(batch) * g for w, g in zip(self.W, sum_w)]
                self.B = [b - eta / len(batch) * g for b, g in zip(self.B, sum_b)]
            if epoch % 8 == 7:
                print("epoch", epoch + 1, "correct", self.correct(pairs), "/", n)

    def correct(self, pairs):
        return sum(int(np.argmax(self.feed(x)) == np.argmax(y)) for x, y in pairs)


pairs = []
for i in range(300):
    k = i % 3
    r, phi = 0.4 + 0.8 * k + 0.1 * rng.randn(), rng.uniform(0, 2 * np.pi)
    pairs.append((np.array([[r * np.cos(phi)], [r * np.sin(phi)]]), np.eye(3)[:, k:k + 1]))

net = Net([2, 14, 3])
net.sgd(pairs, 40, 10, 2.0, 0.05)
print("share", net.correct(pairs) / len(pairs))
