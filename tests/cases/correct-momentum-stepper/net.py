import numpy as np


class MomentumStepper(object):
    """velocity <- momentum * velocity - rate * gradient;  theta <- theta + velocity"""

    def __init__(self, learning_rate=0.1, momentum=0.9):
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.velocity = None

    def start(self, n):
        self.velocity = np.zeros(n)

    def run(self, theta, gradient):
        self.velocity *= self.momentum
        self.velocity += -self.learning_rate * gradient
        theta += self.velocity


class FlatNet(object):
    """all parameters live in one buffer, the layers only hold views of it"""

    def __init__(self, sizes, rng):
        self.shapes = []
        for a, b in zip(sizes[:-1], sizes[1:]):
            self.shapes += [(a, b), (b,)]
        total = sum(int(np.prod(s)) for s in self.shapes)
        self.theta = rng.normal(0, 0.5, total)
        self.grad = np.zeros(total)
        self.params = self.views(self.theta)
        self.grads = self.views(self.grad)

    def views(self, buffer):
        out, pos = [], 0
        for shape in self.shapes:
            size = int(np.prod(shape))
            out.append(buffer[pos:pos + size].reshape(shape))
            pos += size
        return out

    def forward_pass(self, x):
        self.acts = [x]
        last = len(self.params) - 2
        for k in range(0, len(self.params), 2):
            z = self.acts[-1] @ self.params[k] + self.params[k + 1]
            self.acts.append(z if k == last else np.tanh(z))
        return self.acts[-1]

    def backward_pass(self, t):
        n = len(t)
        delta = (self.acts[-1] - t) / n
        for k in range(len(self.params) - 2, -1, -2):
            layer = k // 2
            self.grads[k][:] = self.acts[layer].T @ delta
            self.grads[k + 1][:] = delta.sum(axis=0)
            delta = delta @ self.params[k].T * (1 - self.acts[layer] ** 2)
        return 0.5 * np.sum((self.acts[-1] - t) ** 2) / n


if __name__ == "__main__":
    rng = np.random.RandomState(42)
    x = rng.uniform(-1, 1, (150, 2))
    t = np.stack([x[:, 0] * x[:, 1], np.abs(x[:, 0])], axis=1)
    net = FlatNet([2, 20, 20, 2], rng)
    stepper = MomentumStepper(0.05, 0.9)
    stepper.start(net.theta.size)
    for update in range(2001):
        net.forward_pass(x)
        error = net.backward_pass(t)
        stepper.run(net.theta, net.grad)
        if update % 400 == 0:
            print("update", update, "error", error)
    print("final error:", error)
