import numpy as np


def mix(z, W, b):
    return np.dot(z, W) + b


def mix_back(above, W, z):
    n = z.shape[0]
    dz = np.dot(above, W.T)
    dw = np.dot(z.T, above) / n
    db = np.sum(above, axis=0) / n
    return dw, db, dz


def bend(z):
    return np.tanh(z)


def bend_back(above, z):
    return 1 - np.square(np.tanh(above))


def half_square(guess, y_true):
    loss = np.mean(np.sum(np.square(guess - y_true), axis=-1)) / 2
    dy = guess - y_true
    return loss, dy


class RootMeanSquare(object):
    def __init__(self, theta, gamma=0.9, lr=0.01, eps=1e-8):
        self.s = {k: np.zeros_like(v) for k, v in theta.items()}
        self.gamma = gamma
        self.lr = lr
        self.eps = eps

    def move(self, theta, grads):
        for key in self.s:
            self.s[key] = self.gamma * self.s[key] + (1 - self.gamma) * np.square(theta[key])
            theta[key] -= self.lr * grads[key] / np.sqrt(self.s[key] + self.eps)


def init_weights(sizes):
    theta = {}
    for k, (a, b) in enumerate(zip(sizes[:-1], sizes[1:]), 1):
        theta["W%d" % k] = np.random.randn(a, b) / np.sqrt(a)
        theta["b%d" % k] = np.zeros(b)
    return theta


def forward(X, theta, trace):
    trace["z1"] = mix(X, theta["W1"], theta["b1"])
    trace["a1"] = bend(trace["z1"])
    trace["z2"] = mix(trace["a1"], theta["W2"], theta["b2"])
    trace["a2"] = bend(trace["z2"])
    trace["y"] = mix(trace["a2"], theta["W3"], theta["b3"])
    return trace["y"]


def backward(X, y_true, theta, trace):
    g = {}
    loss, dy = half_square(trace["y"], y_true)
    g["W3"], g["b3"], da2 = mix_back(dy, theta["W3"], trace["a2"])
    dz2 = bend_back(da2, trace["z2"])
    g["W2"], g["b2"], da1 = mix_back(dz2, theta["W2"], trace["a1"])
    dz1 = bend_back(da1, trace["z1"])
    g["W1"], g["b1"], _ = mix_back(dz1, theta["W1"], X)
    return loss, g


if __name__ == "__main__":
    np.random.seed(1)
    x = np.random.uniform(-2, 2, (500, 2))
    y = np.sin(2 * x[:, :1]) * x[:, 1:] + 0.5 * x[:, :1]
    theta, trace = init_weights([2, 20, 16, 1]), {}
    optimizer = RootMeanSquare(theta, lr=0.003)
    for step in range(3001):
        rows = np.random.randint(0, 400, 50)
        forward(x[rows], theta, trace)
        loss, grads = backward(x[rows], y[rows], theta, trace)
        optimizer.move(theta, grads)
        if step % 500 == 0:
            print("step", step, "loss", loss)
    print("held-out loss:", half_square(forward(x[400:], theta, trace), y[400:])[0])
