import numpy as np


class SGD:
    def __init__(self, lr=0.01, momentum=0.0, decay=0.0):
        self.lr = lr
        self.momentum = momentum
        self.decay = decay
        self.iterations = 0

    def apply(self, params, grads):
        lr = self.lr / (1.0 + self.decay * self.iterations)
        self.iterations += 1
        moments = [np.zeros(p.shape) for p in params]
        for p, g, m in zip(params, grads, moments):
            v = self.momentum * m - lr * g
            m[...] = v
            p += v


class Curve:
    """one hidden layer of tanh units for a curve"""

    def __init__(self, hidden, seed):
        rng = np.random.default_rng(seed)
        self.W1 = rng.normal(0, 1.5, (1, hidden))
        self.b1 = rng.normal(0, 1.0, hidden)
        self.W2 = rng.normal(0, 0.3, (hidden, 1))
        self.b2 = np.zeros(1)
        self.params = [self.W1, self.b1, self.W2, self.b2]

    def predict(self, x):
        self.h = np.tanh(x @ self.W1 + self.b1)
        return self.h @ self.W2 + self.b2

    def loss_and_grads(self, x, y):
        out = self.predict(x)
        diff = out - y
        loss = np.mean(diff ** 2)
        d_out = 2.0 * diff / len(x)
        d_h = d_out @ self.W2.T * (1 - self.h ** 2)
        return loss, [x.T @ d_h, d_h.sum(axis=0), self.h.T @ d_out, d_out.sum(axis=0)]


if __name__ == "__main__":
    rng = np.random.default_rng(0)
    x = rng.uniform(-2, 2, (200, 1))
    y = np.sin(3 * x) + 0.05 * rng.normal(size=x.shape)
    net = Curve(20, seed=1)
    opt = SGD(lr=0.02, momentum=0.95)
    for epoch in range(150):
        order = rng.permutation(200)
        losses = []
        for k in range(0, 200, 50):
            rows = order[k:k + 50]
            loss, grads = net.loss_and_grads(x[rows], y[rows])
            opt.apply(net.params, grads)
            losses.append(loss)
        if epoch % 30 == 29:
            print("epoch", epoch + 1, "loss", np.mean(losses))
