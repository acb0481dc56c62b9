import numpy as np


class SgdStepper:
    def __init__(self, learning_rate):
        self.learning_rate = learning_rate

    def run(self, params, grads):
        for p, g in zip(params, grads):
            p -= self.learning_rate * g


class MomentumStepper:
    def __init__(self, learning_rate, momentum):
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.velocity = None

    def run(self, params, grads):
        if self.velocity is None:
            self.velocity = [np.zeros_like(p) for p in params]
        for v, p, g in zip(self.velocity, params, grads):
            v *= self.momentum
            v -= self.learning_rate * g
            p += v


class Brain:
    def __init__(self, n_in, n_hid, n_out, rng):
        self.params = [rng.randn(n_hid, n_in) * 0.5, np.zeros((n_hid, 1)), rng.randn(n_out, n_hid) * 0.3, np.zeros((n_out, 1))]

    def activate(self, x):
        W, b, V, c = self.params
        self.x = x
        self.h = 1.7159 * np.tanh(2 / 3 * (W @ x + b))
        return V @ self.h + c

    def grads(self, x, t):
        W, b, V, c = self.params
        err = self.activate(x) - t
        # error is 1/2 |out - t|^2, mean over the columns
        err = err / x.shape[1]
        dh = V.T @ err
        dz = dh * (2 / 3) / 1.7159 * (1.7159 - self.h) * (1.7159 + self.h)
        return [dz @ x.T, dz.sum(axis=1, keepdims=True), err @ self.h.T, err.sum(axis=1, keepdims=True)]

    def loss(self, x, t):
        return 0.5 * np.mean(np.sum((self.activate(x) - t) ** 2, axis=0))


def train(brain, stepper, x, t, epochs, rng, size=25):
    for epoch in range(epochs):
        for cols in np.split(rng.permutation(x.shape[1]), x.shape[1] // size):
            stepper.run(brain.params, brain.grads(x[:, cols], t[:, cols]))
    return brain.loss(x, t)


if __name__ == "__main__":
    rng = np.random.RandomState(16)
    x = rng.uniform(-1.5, 1.5, (2, 300))
    t = np.vstack([np.sin(2 * x[0]) * x[1], x[0] - 0.5 * x[1] ** 2])
    for name, stepper in (("plain", SgdStepper(0.05)), ("momentum", MomentumStepper(0.05, 0.9))):
        brain = Brain(2, 20, 2, np.random.RandomState(1))
        print(name, "loss before", brain.loss(x, t))
        print(name, "loss after", train(brain, stepper, x, t, 200, np.random.RandomState(2)))
