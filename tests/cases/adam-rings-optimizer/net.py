import numpy as np


class Adam:
    def __init__(self, params, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
        self.params = params
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m = [np.zeros_like(p) for p in params]
        self.v = [np.zeros_like(p) for p in params]
        self.t = 0

    def step(self, grads):
        self.t += 1
        for i, (p, g) in enumerate(zip(self.params, grads)):
            self.m[i] = self.beta1 * self.m[i] + (1 - self.beta1) * g
            self.v[i] = self.beta2 * self.v[i] + (1 - self.beta2) * g * g
            m_hat = self.m[i] / (1 - self.beta1 ** self.t)
            v_hat = self.v[i] / (1 - self.beta2 ** self.t)
            p -= self.lr * m_hat / (v_hat + self.eps)


class Classifier:
    def __init__(self, d, h, k):
        self.W1 = np.random.randn(d, h) * np.sqrt(2.0 / d)
        self.b1 = np.zeros(h)
        self.W2 = np.random.randn(h, k) * np.sqrt(2.0 / h)
        self.b2 = np.zeros(k)

    def params(self):
        return [self.W1, self.b1, self.W2, self.b2]

    def scores(self, X):
        self.X = X
        self.H = np.maximum(0.0, X @ self.W1 + self.b1)
        return self.H @ self.W2 + self.b2

    def loss(self, X, y):
        s = self.scores(X)
        s = s - s.max(1, keepdims=True)
        logp = s - np.log(np.exp(s).sum(1, keepdims=True))
        rows = np.arange(len(y))
        ds = np.exp(logp)
        ds[rows, y] -= 1
        ds /= len(y)
        dH = ds @ self.W2.T
        dH[self.H <= 0] = 0
        return -logp[rows, y].mean(), [X.T @ dH, dH.sum(0), self.H.T @ ds, ds.sum(0)]


np.random.seed(9)
ring = np.random.randint(0, 3, 500)
angle = np.random.rand(500) * 2 * np.pi
radius = ring + 0.5 + 0.3 * np.random.randn(500)
X = np.c_[radius * np.cos(angle), radius * np.sin(angle)]

clf = Classifier(2, 40, 3)
opt = Adam(clf.params(), lr=0.01)
for it in range(1500):
    pick = np.random.choice(500, 50, replace=False)
    value, grads = clf.loss(X[pick], ring[pick])
    opt.step(grads)
    if it % 300 == 0:
        print(it, value)
print("loss on all points:", clf.loss(X, ring)[0], "accuracy:", (clf.scores(X).argmax(1) == ring).mean())
