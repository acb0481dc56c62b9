import numpy as np


class FullyConn:
    def __init__(self, n_in, n_out, rng):
        self.filters = rng.normal(0, np.sqrt(1.0 / n_in), (n_in, n_out))
        self.biases = np.zeros(n_out)

    def forward(self, vol):
        self.in_act = vol
        return vol @ self.filters + self.biases

    def backward(self, chain):
        self.filters_dw = self.in_act.T @ chain
        self.biases_dw = chain.sum(axis=0)
        return chain @ self.filters.T

    def params_and_grads(self):
        return [(self.filters, self.filters_dw), (self.biases, self.biases_dw)]


class Tanh:
    def forward(self, vol):
        self.out_act = np.tanh(vol)
        return self.out_act

    def backward(self, chain):
        return chain * (1.0 - self.out_act ** 2)

    def params_and_grads(self):
        return []


class SoftmaxLoss:
    def forward(self, vol):
        e = np.exp(vol - vol.max(axis=1, keepdims=True))
        self.es = e / e.sum(axis=1, keepdims=True)
        return self.es

    def backward(self, y):
        rows = np.arange(len(y))
        self.loss = -np.mean(np.log(self.es[rows, y] + 1e-12))
        d = self.es.copy()
        d[rows, y] -= 1.0
        return d / len(y)

    def params_and_grads(self):
        return []


class Net:
    def __init__(self, layers):
        self.layers = layers

    def forward(self, vol):
        for layer in self.layers:
            vol = layer.forward(vol)
        return vol

    def backward(self, y):
        chain = y
        for layer in reversed(self.layers):
            chain = layer.backward(chain)
        return self.layers[-1].loss

    def params_and_grads(self):
        return [pg for layer in self.layers for pg in layer.params_and_grads()]


class Trainer:
    def __init__(self, net, options):
        self.net = net
        self.learning_rate = options.get("learning_rate", 0.01)
        self.beta1 = options.get("beta1", 0.9)
        self.beta2 = options.get("beta2", 0.999)
        self.eps = options.get("eps", 1e-8)
        self.k = 0
        self.gsum = []
        self.xsum = []

    def train(self, x, y):
        self.net.forward(x)
        loss = self.net.backward(y)
        self.k += 1
        pairs = self.net.params_and_grads()
        if not self.gsum:
            self.gsum = [np.zeros_like(p) for p, g in pairs]
            self.xsum = [np.zeros_like(p) for p, g in pairs]
        for i, (p, g) in enumerate(pairs):
            self.gsum[i] = self.gsum[i] * self.beta1 + (1 - self.beta1) * g
            self.xsum[i] = self.xsum[i] * self.beta2 + (1 - self.beta2) * g * g
            corr1 = self.gsum[i] / (1 - self.beta1 ** self.k)
            corr2 = self.xsum[i] / (1 - self.beta2 ** self.k)
            p += -self.learning_rate * corr1 / (np.sqrt(corr2) + self.eps)
        return loss


def spiral(n, rng):
    points, labels = [], []
    for c in range(3):
        r = np.linspace(0.1, 1.0, n)
        t = c * 2.1 + 3.5 * r + rng.normal(0, 0.12, n)
        points.append(np.c_[r * np.sin(t), r * np.cos(t)])
        labels += [c] * n
    return np.vstack(points), np.array(labels)


if __name__ == "__main__":
    rng = np.random.default_rng(5)
    x, y = spiral(100, rng)
    net = Net([FullyConn(2, 24, rng), Tanh(), FullyConn(24, 24, rng), Tanh(), FullyConn(24, 3, rng), SoftmaxLoss()])
    trainer = Trainer(net, {"learning_rate": 0.03})
    for epoch in range(12):
        order = rng.permutation(len(x))
        losses = []
        for s in range(0, len(x), 20):
            pick = order[s:s + 20]
            losses.append(trainer.train(x[pick], y[pick]))
        print("epoch", epoch, "loss", np.mean(losses))
    print("accuracy", np.mean(net.forward(x).argmax(axis=1) == y))
