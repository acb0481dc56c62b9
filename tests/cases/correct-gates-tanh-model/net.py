import numpy as np


class Times:
    def forward(self, W, X):
        return np.dot(X, W)

    def backward(self, W, X, g):
        gW = np.dot(np.transpose(X), g)
        gX = np.dot(g, np.transpose(W))
        return gW, gX


class Plus:
    def forward(self, X, b):
        return X + b

    def backward(self, X, b, g):
        gX = g * np.ones_like(X)
        gb = np.dot(np.ones((1, g.shape[0]), dtype=np.float64), g)
        return gb, gX


class Bend:
    def forward(self, X):
        return np.tanh(X)

    def backward(self, X, above):
        bent = self.forward(X)
        return (1.0 - np.square(bent)) * above


class Softmax:
    def predict(self, X):
        ex = np.exp(X)
        return ex / np.sum(ex, axis=1, keepdims=True)

    def loss(self, X, y):
        shares = self.predict(X)
        return -np.sum(np.log(shares[range(len(X)), y])) / len(X)

    def diff(self, X, y):
        shares = self.predict(X)
        shares[range(len(X)), y] -= 1
        return shares


class GateNet:
    def __init__(self, widths):
        self.b, self.W = [], []
        for i in range(len(widths) - 1):
            self.W.append(np.random.randn(widths[i], widths[i + 1]) / np.sqrt(widths[i]))
            self.b.append(np.random.randn(widths[i + 1]).reshape(1, widths[i + 1]))

    def scores(self, X):
        mul, add, act = Times(), Plus(), Bend()
        trail = [(None, None, X)]
        for k in range(len(self.W)):
            m = mul.forward(self.W[k], X)
            a = add.forward(m, self.b[k])
            X = act.forward(a) if k < len(self.W) - 1 else a
            trail.append((m, a, X))
        return X, trail

    def price(self, X, y):
        return Softmax().loss(self.scores(X)[0], y)

    def predict(self, X):
        return np.argmax(Softmax().predict(self.scores(X)[0]), axis=1)

    def train(self, X, y, rounds, pace, decay):
        mul, add, act = Times(), Plus(), Bend()
        for epoch in range(rounds):
            top, trail = self.scores(X)
            # back propagation; the weights of a layer change as soon as its gradient is known
            g_act = Softmax().diff(trail[-1][2], y)
            for k in range(len(trail) - 1, 0, -1):
                g_add = act.backward(trail[k][1], g_act) if k < len(trail) - 1 else g_act
                gb, g_mul = add.backward(trail[k][0], self.b[k - 1], g_add)
                gW, g_act = mul.backward(self.W[k - 1], trail[k - 1][2], g_mul)
                gW += decay * self.W[k - 1]
                self.b[k - 1] += -pace * gb
                self.W[k - 1] += -pace * gW
            if epoch % 1000 == 0:
                print("Loss after iteration %i: %f" % (epoch, self.price(X, y)))


np.random.seed(0)
angle = np.random.uniform(0, np.pi, 200)
y = np.repeat([0, 1], 100)
X = np.stack([np.where(y == 0, np.cos(angle), 1 - np.cos(angle)),
              np.where(y == 0, np.sin(angle), 0.5 - np.sin(angle))], axis=1)
X = X + np.random.normal(0, 0.15, (200, 2))
model = GateNet([2, 4, 2])
model.train(X, y, rounds=5001, pace=0.01, decay=0.01)
print("hits:", np.mean(model.predict(X) == y))
