import numpy as np

np.random.seed(42)
centres = np.random.randn(4, 6) * 1.2
labels = np.random.randint(0, 4, 600)
X = centres[labels] + np.random.randn(600, 6) * 0.8


class Classifier:
    def __init__(self, n_in, n_hid, n_out):
        self.w1 = np.random.randn(n_in, n_hid) * np.sqrt(2. / n_in)
        self.b1 = np.zeros(n_hid)
        self.w2 = np.random.randn(n_hid, n_out) * np.sqrt(2. / n_hid)
        self.b2 = np.zeros(n_out)
        self.zero_grad()

    def zero_grad(self):
        self.grads = {name: np.zeros_like(getattr(self, name)) for name in ("w1", "b1", "w2", "b2")}

    def forward(self, X):
        self.X = X
        self.z = X @ self.w1 + self.b1
        self.h = np.maximum(self.z, 0)
        s = self.h @ self.w2 + self.b2
        e = np.exp(s - np.max(s, axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def backprop(self, X, y):
        p = self.forward(X)
        p[np.arange(len(y)), y] -= 1
        d = p / len(y)
        self.grads["w2"] += self.h.T @ d
        self.grads["b2"] += d.sum(axis=0)
        d = d @ self.w2.T
        d[self.z <= 0] = 0
        self.grads["w1"] += self.X.T @ d
        self.grads["b1"] += d.sum(axis=0)

    def sgd(self, lr):
        for name, g in self.grads.items():
            setattr(self, name, getattr(self, name) - lr * g)

    def nll(self, X, y):
        return -np.mean(np.log(self.forward(X)[np.arange(len(y)), y] + 1e-12))


if __name__ == "__main__":
    model = Classifier(6, 9, 4)
    batch = 30
    for epoch in range(15):
        perm = np.random.permutation(len(X))
        for k in range(0, len(X), batch):
            rows = perm[k:k + batch]
            model.backprop(X[rows], labels[rows])
            model.sgd(0.3)
        print("epoch %d, nll %.4f" % (epoch, model.nll(X, labels)))
