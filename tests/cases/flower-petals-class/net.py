import numpy as np

class petalnet:
    """ 4 measurements -> 3 kinds of flower """
    def __init__(self, hid=10, lr=0.05, bs=12):
        self.lr = lr
        self.bs = bs
        self.wi = np.random.rand(4, hid) - 0.5
        self.bi = np.zeros((1, hid))
        self.wo = np.random.rand(hid, 3) - 0.5
        self.bo = np.zeros((1, 3))

    def soft(self, v):
        v = v - v.max()
        return np.exp(v) / sum(np.exp(v))

    def go(self, x):
        self.x = x
        self.u = x.dot(self.wi) + self.bi
        self.hh = np.maximum(self.u, 0)
        self.out = self.soft(self.hh.dot(self.wo) + self.bo)
        return self.out

    def learn(self, x, t):
        p = self.go(x)
        k = len(x)
        e = (p - t) / k
        eh = e.dot(self.wo.T) * (self.u > 0)
        gwo, gbo = self.hh.T.dot(e), e.sum(axis=0, keepdims=True)
        gwi, gbi = self.x.T.dot(eh), eh.sum(axis=0, keepdims=True)
        self.wo -= self.lr * gwo
        self.bo -= self.lr * gbo
        self.wi -= self.lr * gwi
        self.bi -= self.lr * gbi
        return -np.mean(np.sum(t * np.log(p + 1e-10), axis=1))

    def fit(self, X, T, epochs):
        for ep in range(epochs):
            order = np.random.permutation(len(X))
            tot = []
            for i in range(0, len(X), self.bs):
                pick = order[i:i+self.bs]
                tot.append(self.learn(X[pick], T[pick]))
            if ep % 20 == 0:
                print("ep", ep, "loss", round(np.mean(tot), 4))
        print("last loss", np.mean(tot))


np.random.seed(7)
centres = np.array([[5.0, 3.4, 1.5, 0.2], [5.9, 2.8, 4.3, 1.3], [6.6, 3.0, 5.6, 2.0]])
kind = np.repeat([0, 1, 2], 50)
X = centres[kind] + np.random.randn(150, 4) * [0.35, 0.3, 0.3, 0.2]
X = (X - X.mean(axis=0)) / X.std(axis=0)
T = np.eye(3)[kind]

net = petalnet()
net.fit(X, T, 100)
guess = np.argmax(net.go(X), axis=1)
print("hits:", np.sum(guess == kind), "of", len(kind))
