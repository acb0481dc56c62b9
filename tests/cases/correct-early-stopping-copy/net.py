import copy
import numpy as np


class Regressor:
    """Two hidden layers, Huber loss, early stopping."""

    def __init__(self, layers, delta=0.5, l2=1e-4, seed=0):
        self.rng = np.random.default_rng(seed)
        self.delta, self.l2 = delta, l2
        self.layers = [{'W': self.rng.normal(0, 1 / np.sqrt(a), (a, b)), 'b': np.zeros((1, b))}
                       for a, b in zip(layers[:-1], layers[1:])]

    def forward(self, X):
        self.a = [X]
        for layer in self.layers[:-1]:
            self.a.append(np.tanh(self.a[-1] @ layer['W'] + layer['b']))
        last = self.layers[-1]
        return self.a[-1] @ last['W'] + last['b']

    def huber(self, r):
        small = np.abs(r) <= self.delta
        return np.where(small, 0.5 * r ** 2, self.delta * (np.abs(r) - 0.5 * self.delta))

    def loss(self, X, y):
        reg = 0.5 * self.l2 * sum(np.sum(l['W'] ** 2) for l in self.layers)
        return np.mean(self.huber(self.forward(X) - y)) + reg

    def gradients(self, X, y):
        r = self.forward(X) - y
        d = np.clip(r, -self.delta, self.delta) / r.size
        grads = []
        for i in reversed(range(len(self.layers))):
            layer = self.layers[i]
            grads.insert(0, {'W': self.a[i].T @ d + self.l2 * layer['W'],
                             'b': np.sum(d, axis=0, keepdims=True)})
            d = (d @ layer['W'].T) * (1 - self.a[i] ** 2)
        return grads

    def fit(self, X, y, Xv, yv, lr=0.1, momentum=0.9, batch=32, patience=15, max_epochs=200):
        velocity = [{k: np.zeros_like(v) for k, v in l.items()} for l in self.layers]
        best, best_epoch, best_layers = np.inf, 0, None
        for epoch in range(max_epochs):
            idx = self.rng.permutation(len(X))
            for s in range(0, len(X), batch):
                j = idx[s:s + batch]
                for layer, vel, g in zip(self.layers, velocity, self.gradients(X[j], y[j])):
                    for k in layer:
                        vel[k] = momentum * vel[k] - lr * g[k]
                        layer[k] += vel[k]
            val = np.mean(np.abs(self.forward(Xv) - yv))
            if val < best:
                best, best_epoch = val, epoch
                best_layers = copy.deepcopy(self.layers)
            elif epoch - best_epoch >= patience:
                print('stopping at epoch', epoch, 'best was', best_epoch)
                break
            if epoch % 20 == 0:
                print('epoch', epoch, 'train', round(self.loss(X, y), 5), 'valid mae', round(val, 5))
        self.layers = best_layers
        return self


if __name__ == '__main__':
    rng = np.random.default_rng(1)
    X = rng.uniform([50, 1, 0], [250, 6, 80], (1000, 3))           # area, rooms, age
    price = 2000 * X[:, :1] * (1 - 0.006 * X[:, 2:]) + 15000 * np.sqrt(X[:, 1:2])
    price += rng.standard_t(2, (1000, 1)) * 5000                       # heavy tails
    tr, va, te = np.split(rng.permutation(1000), [600, 800])
    mx, sx = X[tr].mean(0), X[tr].std(0)
    my, sy = price[tr].mean(), price[tr].std()
    Z = (X - mx) / sx
    t = (price - my) / sy
    net = Regressor([3, 24, 12, 1]).fit(Z[tr], t[tr], Z[va], t[va])
    pred = net.forward(Z[te]) * sy + my
    print('median absolute error on test:', np.median(np.abs(pred - price[te])))
    print('of the mean as a guess:', np.median(np.abs(my - price[te])))
    print('test R of prediction and truth', np.corrcoef(pred[:, 0], price[te][:, 0])[0, 1])
