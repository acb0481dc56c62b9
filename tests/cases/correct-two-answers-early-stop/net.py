import copy
import numpy as np


class Dense:
    def __init__(self, a, b, rng, last=False):
        self.W = rng.normal(0, np.sqrt(2 / a), (a, b))
        self.b = np.zeros(b)
        self.last = last

    def __call__(self, x):
        self.x = x
        z = x @ self.W + self.b
        self.on = np.ones(z.shape, dtype=bool) if self.last else z > 0
        return np.where(self.on, z, 0)

    def back(self, d):
        d = d * self.on
        self.gW, self.gb = self.x.T @ d / len(d), d.mean(axis=0)
        return d @ self.W.T

    def move(self, lr, decay=1e-4):
        self.W -= lr * (self.gW + decay * self.W)
        self.b -= lr * self.gb


class TwoAnswers:
    """a common layer, one head for the price and one for 'sold within a month'"""

    def __init__(self, n, rng):
        self.common = Dense(n, 24, rng)
        self.price, self.sold = Dense(24, 1, rng, last=True), Dense(24, 1, rng, last=True)

    def predict(self, x):
        h = self.common(x)
        return self.price(h), 1 / (1 + np.exp(-self.sold(h)))

    def step(self, x, price, sold, lr):
        a, q = self.predict(x)
        d = self.price.back(a - price)
        d += self.sold.back(q - sold)
        self.common.back(d)
        for layer in (self.common, self.price, self.sold):
            layer.move(lr)

    def loss(self, x, price, sold):
        a, q = self.predict(x)
        q = np.clip(q, 1e-9, 1 - 1e-9)
        return np.mean((a - price) ** 2) / 2 - np.mean(sold * np.log(q) + (1 - sold) * np.log(1 - q))


rng = np.random.default_rng(17)
x = rng.uniform([30, 1, 0], [200, 8, 40], (700, 3))
price = (x[:, :1] / 50 + np.abs(x[:, 1:2] - 4) / 3 - x[:, 2:] / 25) + rng.normal(0, 0.1, (700, 1))
sold = ((price < 2) ^ (x[:, 2:] < 12)).astype(int)

mean, std = x[:500].mean(axis=0), x[:500].std(axis=0)
train = [(x[:500] - mean) / std, price[:500], sold[:500]]
check = [(x[500:600] - mean) / std, price[500:600], sold[500:600]]
test = [(x[600:] - mean) / std, price[600:], sold[600:]]

net = TwoAnswers(3, rng)
best, best_net, waited = np.inf, None, 0
for epoch in range(400):
    order = rng.permutation(500)
    for part in np.array_split(order, 20):
        net.step(train[0][part], train[1][part], train[2][part], 0.1)
    now = net.loss(*check)
    if now < best:
        best, best_net, waited = now, copy.deepcopy(net), 0
    else:
        waited += 1
        if waited == 40:
            print("stopped in epoch", epoch)
            break
    if epoch % 50 == 0:
        print("epoch", epoch, "loss", net.loss(*train), "check", now)
a, q = best_net.predict(test[0])
print("price rmse %.3f, sold right: %.3f" % (np.sqrt(np.mean((a - test[1]) ** 2)), np.mean((q > 0.5) == test[2])))
