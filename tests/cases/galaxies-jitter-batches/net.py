import numpy as np


def two_arms(n, rng):
    """points on two spiral arms"""
    label = rng.integers(0, 2, n)
    t = rng.uniform(0.5, 3.2, n)
    turn = t * 1.6 + label * np.pi
    return np.stack([t * np.cos(turn), t * np.sin(turn)], axis=1), label[:, None].astype(float)


def jitter(points, rng, amount=0.06):
    """a little noise each time, so that the net does not learn the points by heart"""
    points += rng.normal(0, amount, points.shape)
    return points


class Dense:
    def __init__(self, n_in, n_out, rng):
        self.w = rng.normal(0, 1 / np.sqrt(n_in), (n_in, n_out))
        self.b = rng.normal(0, 0.5, (1, n_out))
        self.vw, self.vb = 0, 0

    def go(self, x):
        self.x = x
        return x @ self.w + self.b

    def back(self, g, lr, beta):
        down = g @ self.w.T
        self.vw = beta * self.vw + self.x.T @ g
        self.vb = beta * self.vb + g.sum(axis=0, keepdims=True)
        self.w = self.w - lr * self.vw
        self.b = self.b - lr * self.vb
        return down


def logistic(z):
    return 1 / (1 + np.exp(-z))


def predict(net, x):
    a = np.tanh(net[0].go(x))
    b = np.tanh(net[1].go(a))
    return a, b, logistic(net[2].go(b))


if __name__ == '__main__':
    rng = np.random.default_rng(11)
    x, y = two_arms(400, rng)
    x_new, y_new = two_arms(400, rng)
    net = [Dense(2, 24, rng), Dense(24, 12, rng), Dense(12, 1, rng)]
    for epoch in range(400):
        for start in range(0, len(x), 40):
            xb = jitter(x[start:start + 40], rng)
            yb = y[start:start + 40]
            a, b, p = predict(net, xb)
            g = net[2].back((p - yb) / len(yb), 0.1, 0.9)
            g = net[1].back(g * (1 - b * b), 0.1, 0.9)
            net[0].back(g * (1 - a * a), 0.1, 0.9)
        if epoch % 50 == 0:
            p = predict(net, x_new)[2]
            print('epoch', epoch, 'loss', -np.mean(np.log(np.where(y_new == 1, p, 1 - p))))
    p = predict(net, x_new)[2]
    print('loss on new points', -np.mean(np.log(np.where(y_new == 1, p, 1 - p) + 1e-12)))
    print('accuracy on new points', np.mean((p > 0.5) == y_new))
