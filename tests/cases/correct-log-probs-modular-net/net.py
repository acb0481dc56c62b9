import numpy as np


def dense(x, w, b):
    return x.reshape(x.shape[0], -1).dot(w) + b, (x, w)


def dense_back(up, kept):
    x, w = kept
    slope = up.dot(w.T).reshape(x.shape)
    gw = x.reshape(x.shape[0], -1).T.dot(up)
    return slope, gw, up.sum(axis=0)


def rectify(x):
    return np.maximum(0, x), x


def rectify_back(up, kept):
    return np.where(kept > 0, up, 0)


def log_loss(x, y):
    low = x - np.max(x, axis=1, keepdims=True)
    norm = np.sum(np.exp(low), axis=1, keepdims=True)
    lp = low - np.log(norm)
    p = np.exp(lp)
    count = x.shape[0]
    loss = -np.sum(lp[np.arange(count), y]) / count
    slope = p
    slope[np.arange(count), y] -= 1
    slope /= count
    return loss, slope


class SmallNet:
    def __init__(self, n_in, n_mid, n_cls, std, reg):
        self.reg = reg
        self.theta = {"W1": std * np.random.randn(n_in, n_mid), "b1": np.zeros(n_mid),
                      "W2": std * np.random.randn(n_mid, n_cls), "b2": np.zeros(n_cls)}

    def loss(self, X, y=None):
        p = self.theta
        a, kept1 = dense(X, p["W1"], p["b1"])
        h, kept_r = rectify(a)
        scores, kept2 = dense(h, p["W2"], p["b2"])
        if y is None:
            return scores
        loss, up = log_loss(scores, y)
        loss += 0.5 * self.reg * (np.sum(p["W1"] ** 2) + np.sum(p["W2"] ** 2))
        g = {}
        up_h, g["W2"], g["b2"] = dense_back(up, kept2)
        _, g["W1"], g["b1"] = dense_back(rectify_back(up_h, kept_r), kept1)
        g["W1"] += self.reg * p["W1"]
        g["W2"] += self.reg * p["W2"]
        return loss, g


class Trainer:
    def __init__(self, model, data, lr=1e-1, fade=0.95, batch=50, epochs=20):
        self.model, self.data = model, data
        self.lr, self.fade = lr, fade
        self.batch, self.epochs = batch, epochs
        self.top, self.best = 0, None

    def score_on(self, split):
        return np.mean(np.argmax(self.model.loss(self.data["X_" + split]), axis=1) == self.data["y_" + split])

    def train(self):
        n = len(self.data["X_train"])
        for epoch in range(self.epochs):
            for _ in range(n // self.batch):
                rows = np.random.choice(n, self.batch)
                loss, g = self.model.loss(self.data["X_train"][rows], self.data["y_train"][rows])
                for k in g:
                    self.model.theta[k] -= self.lr * g[k]
            self.lr *= self.fade
            val = self.score_on("val")
            if val > self.top:
                self.top, self.best = val, {k: v.copy() for k, v in self.model.theta.items()}
            if epoch % 5 == 0:
                print("(Epoch %d / %d) loss: %f train acc: %f; val acc: %f"
                      % (epoch, self.epochs, loss, self.score_on("train"), val))
        self.model.theta = self.best


np.random.seed(13)
tiles = np.random.rand(1000, 3, 3)
sums = np.stack([tiles[:, :, c].sum(axis=1) for c in range(3)], axis=1)
labels = sums.argmax(axis=1)
tiles -= tiles[:600].mean(axis=0)
data = {"X_train": tiles[:600], "y_train": labels[:600], "X_val": tiles[600:800], "y_val": labels[600:800]}
net = SmallNet(9, 32, 3, std=0.2, reg=1e-4)
Trainer(net, data, lr=0.6, fade=0.98, batch=50, epochs=31).train()
print("test accuracy:", np.mean(np.argmax(net.loss(tiles[800:]), axis=1) == labels[800:]))
