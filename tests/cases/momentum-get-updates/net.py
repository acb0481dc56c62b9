import numpy as np


class MomentumSGD:
    def __init__(self, lr=0.01, momentum=0.9, decay=0.0):
        self.lr = lr
        self.momentum = momentum
        self.decay = decay
        self.iterations = 0
        self.moments = None

    def get_updates(self, params, grads):
        lr = self.lr / (1 + self.decay * self.iterations)
        self.iterations += 1
        self.moments = [np.zeros_like(p) for p in params]
        for k, (p, g) in enumerate(zip(params, grads)):
            v = self.momentum * self.moments[k] - lr * g
            self.moments[k] = v
            p += v


class TwoLayer:
    def __init__(self, n_in, n_hidden, n_out, rng):
        self.params = [rng.randn(n_in, n_hidden) / np.sqrt(n_in), np.zeros(n_hidden),
                       rng.randn(n_hidden, n_out) / np.sqrt(n_hidden), np.zeros(n_out)]

    def scores(self, X):
        W1, b1, W2, b2 = self.params
        H = np.tanh(X.dot(W1) + b1)
        return H, H.dot(W2) + b2

    def loss_and_grads(self, X, y):
        W1, b1, W2, b2 = self.params
        H, S = self.scores(X)
        P = np.exp(S - S.max(axis=1, keepdims=True))
        P /= P.sum(axis=1, keepdims=True)
        n = len(X)
        loss = -np.log(P[np.arange(n), y]).mean()
        dS = P.copy()
        dS[np.arange(n), y] -= 1
        dS /= n
        dH = dS.dot(W2.T) * (1 - H ** 2)
        return loss, [X.T.dot(dH), dH.sum(axis=0), H.T.dot(dS), dS.sum(axis=0)]

    def accuracy(self, X, y):
        return np.mean(self.scores(X)[1].argmax(axis=1) == y)


def spiral(n_arm, arms, rng):
    X, y = [], []
    for arm in range(arms):
        r = np.linspace(0.1, 1.5, n_arm)
        t = arm * 2 * np.pi / arms + 2.2 * r + rng.normal(0, 0.12, n_arm)
        X.append(np.column_stack([r * np.cos(t), r * np.sin(t)]))
        y += [arm] * n_arm
    return np.vstack(X), np.array(y)


if __name__ == "__main__":
    rng = np.random.RandomState(0)
    X, y = spiral(100, 3, rng)
    net = TwoLayer(2, 25, 3, rng)
    opt = MomentumSGD(lr=0.05, momentum=0.95)
    for epoch in range(101):
        order = rng.permutation(len(X))
        for s in range(0, len(X), 30):
            rows = order[s:s + 30]
            loss, grads = net.loss_and_grads(X[rows], y[rows])
            opt.get_updates(net.params, grads)
        if epoch % 20 == 0:
            print("epoch", epoch, "loss", net.loss_and_grads(X, y)[0])
    print("accuracy", net.accuracy(X, y))
