import numpy as np


class MomentumStepper:
    def __init__(self, learning_rate=0.05, momentum=0.9):
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.velocity = None

    def run(self, parameters, gradient):
        if self.velocity is None:
            self.velocity = {k: np.zeros_like(p) for k, p in parameters.items()}
        for k in parameters:
            self.velocity[k] *= self.momentum
            self.velocity[k] -= self.learning_rate * gradient[k]
            parameters[k] += self.velocity[k]


class TwoLayers:
    def __init__(self, n_in, n_hidden, n_out):
        self.parameters = {"H": np.random.randn(n_hidden, n_in) * 0.5, "h": np.zeros((n_hidden, 1)),
                           "O": np.random.randn(n_out, n_hidden) * 0.5, "o": np.zeros((n_out, 1))}

    def run(self, x):
        p = self.parameters
        self.x = x
        self.act = np.tanh(p["H"] @ x + p["h"])
        return p["O"] @ self.act + p["o"]

    def gradient(self, miss):
        # miss = output - target, one column per sample
        n = miss.shape[1]
        d = miss * (1 / n)
        back = (self.parameters["O"].T @ d) * (1 - self.act * self.act)
        return {"O": d @ self.act.T, "o": d.sum(1, keepdims=True),
                "H": back @ self.x.T, "h": back.sum(1, keepdims=True)}


def half_square(miss):
    return 0.5 * np.mean(np.sum(miss ** 2, axis=0))


if __name__ == "__main__":
    np.random.seed(12)
    x = np.random.uniform(-1, 1, (2, 200))
    target = np.vstack([x[0] * x[1], np.sin(3 * x[0])])
    net, stepper = TwoLayers(2, 18, 2), MomentumStepper()
    for epoch in range(1500):
        miss = net.run(x) - target
        stepper.run(net.parameters, net.gradient(miss))
        if epoch % 300 == 0:
            print("epoch", epoch, "loss", half_square(miss))
    print("final loss", half_square(net.run(x) - target))
