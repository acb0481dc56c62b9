import numpy as np


class MomentumSGD:
    """w moves with the remembered velocity and the fresh gradient"""

    def __init__(self, params, learning_rate=0.02, momentum=0.9):
        self.params = params
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.past = [np.zeros_like(p) for p in params]

    def step(self, gradients):
        for k, gradient in enumerate(gradients):
            velocity = self.past[k] * self.momentum - self.learning_rate * gradient
            self.params[k] += self.momentum * velocity - self.learning_rate * gradient
            self.past[k] = velocity


class CurveNet:
    def __init__(self, hidden):
        self.W1 = np.random.normal(0, 1, (1, hidden))
        self.b1 = np.random.normal(0, 1, hidden)
        self.W2 = np.random.normal(0, 0.3, (hidden, 1))
        self.b2 = np.zeros(1)

    def params(self):
        return [self.W1, self.b1, self.W2, self.b2]

    def output(self, x):
        self.h = np.tanh(x @ self.W1 + self.b1)
        return self.h @ self.W2 + self.b2

    def loss_and_gradients(self, x, y):
        miss = self.output(x) - y
        d = 2 * miss / len(x)
        dh = d @ self.W2.T * (1 - self.h ** 2)
        return np.mean(miss ** 2), [x.T @ dh, dh.sum(axis=0), self.h.T @ d, d.sum(axis=0)]


if __name__ == "__main__":
    np.random.seed(19)
    x = np.random.uniform(-2, 2, (150, 1))
    y = np.cos(2 * x) + 0.4 * x
    net = CurveNet(16)
    optimizer = MomentumSGD(net.params())
    for i in range(1500):
        rows = np.random.choice(150, 50, replace=False)
        loss, gradients = net.loss_and_gradients(x[rows], y[rows])
        optimizer.step(gradients)
        if i % 300 == 0:
            print("iteration", i, "loss", loss)
    print("loss over all points:", net.loss_and_gradients(x, y)[0])
