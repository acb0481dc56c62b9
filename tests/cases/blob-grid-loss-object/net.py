import numpy as np


class Affine:
    def __init__(self, n_in, n_out, rng):
        self.params = {"W": rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out)), "b": np.zeros(n_out)}

    def forward(self, x):
        self.x = x
        return x @ self.params["W"] + self.params["b"]

    def backward(self, dy):
        self.grads = {"W": self.x.T @ dy, "b": dy.sum(0)}
        return dy @ self.params["W"].T


class Rectifier:
    params = {}

    def forward(self, x):
        self.pos = x > 0
        return x * self.pos

    def backward(self, dy):
        return dy * self.pos


class SoftmaxCrossEntropy:
    def probabilities(self, scores):
        e = np.exp(scores - scores.max(1, keepdims=True))
        return e / e.sum(1, keepdims=True)

    def gradient(self, probs, labels):
        dz = probs
        dz[np.arange(len(labels)), labels] -= 1
        return dz / len(labels)

    def loss(self, probs, labels):
        return -np.log(np.maximum(probs[np.arange(len(labels)), labels], 1e-12)).mean()


class Adam:
    def __init__(self, layers, lr=0.01):
        self.layers, self.lr, self.t = layers, lr, 0
        self.m = [{k: 0 * p for k, p in l.params.items()} for l in layers]
        self.v = [{k: 0 * p for k, p in l.params.items()} for l in layers]

    def step(self):
        self.t += 1
        for l, m, v in zip(self.layers, self.m, self.v):
            for k in l.params:
                m[k] = 0.9 * m[k] + 0.1 * l.grads[k]
                v[k] = 0.999 * v[k] + 0.001 * l.grads[k] ** 2
                mh, vh = m[k] / (1 - 0.9 ** self.t), v[k] / (1 - 0.999 ** self.t)
                l.params[k] -= self.lr * mh / (np.sqrt(vh) + 1e-8)


if __name__ == "__main__":
    rng = np.random.default_rng(7)
    cell = rng.integers(0, 9, 540)
    labels = np.array([0, 1, 2, 2, 0, 1, 1, 2, 0])[cell]
    X = np.stack([cell % 3 - 1, cell // 3 - 1], axis=1) + rng.normal(0, 0.15, (540, 2))
    layers = [Affine(2, 32, rng), Rectifier(), Affine(32, 3, rng)]
    criterion, opt = SoftmaxCrossEntropy(), Adam(layers)
    for epoch in range(40):
        total, right = 0.0, 0
        order = rng.permutation(len(X))
        for s in range(0, len(X), 60):
            b = order[s:s + 60]
            out = X[b]
            for l in layers:
                out = l.forward(out)
            probs = criterion.probabilities(out)
            d = criterion.gradient(probs, labels[b])
            for l in reversed(layers):
                d = l.backward(d)
            opt.step()
            total += criterion.loss(probs, labels[b]) * len(b)
            right += np.sum(probs.argmax(1) == labels[b])
        if epoch % 8 == 7:
            print(f"epoch {epoch + 1}: loss {total / len(X):.4f} accuracy {right / len(X):.4f}")
