import numpy as np

rng = np.random.default_rng(11)
# living area, ground area, year, rooms, distance to the station in m
table = np.column_stack([rng.normal(140, 45, 500), rng.gamma(2, 300, 500), rng.integers(1900, 2020, 500),
                         rng.integers(1, 9, 500), rng.gamma(2, 900, 500)])
value = table[:, 0] / 45 + table[:, 1] / 400 + (table[:, 2] - 1960) / 30 - table[:, 4] / 1200 + rng.normal(0, 0.3, 500)
above = (value > np.median(value)).astype(float)

# everything between 0 and 1
low, high = table.min(axis=0), table.max(axis=0)
table_scaled = (table - low) / (high - low)

X_train, y_train = table[:400], above[:400, None]
X_test, y_test = table[400:], above[400:, None]


class Classifier:
    def __init__(self, n_in, n_hidden):
        self.w1, self.b1 = self.init(n_in, n_hidden)
        self.w2, self.b2 = self.init(n_hidden, n_hidden)
        self.w3, self.b3 = self.init(n_hidden, 1)

    def init(self, a, b):
        return rng.standard_normal((a, b)) * np.sqrt(2 / a), np.zeros((1, b))

    def forward(self, x):
        self.x = x
        self.a1 = np.maximum(0, x @ self.w1 + self.b1)
        self.a2 = np.maximum(0, self.a1 @ self.w2 + self.b2)
        z = np.clip(self.a2 @ self.w3 + self.b3, -50, 50)
        return 1 / (1 + np.exp(-z))

    def backward(self, p, y, lr):
        d3 = (p - y) / len(y)
        d2 = d3 @ self.w3.T * (self.a2 > 0)
        d1 = d2 @ self.w2.T * (self.a1 > 0)
        for w, b, a, d in ((self.w3, self.b3, self.a2, d3), (self.w2, self.b2, self.a1, d2), (self.w1, self.b1, self.x, d1)):
            w -= lr * a.T @ d
            b -= lr * d.sum(axis=0, keepdims=True)


net = Classifier(5, 16)
for epoch in range(60):
    order = rng.permutation(len(X_train))
    for k in range(0, len(order), 20):
        pick = order[k:k + 20]
        net.backward(net.forward(X_train[pick]), y_train[pick], 0.3)
    if epoch % 10 == 9:
        p = np.clip(net.forward(X_train), 1e-12, 1 - 1e-12)
        print("epoch", epoch + 1, "loss", -np.mean(y_train * np.log(p) + (1 - y_train) * np.log(1 - p)))
print("test accuracy:", np.mean((net.forward(X_test) > 0.5) == y_test))
