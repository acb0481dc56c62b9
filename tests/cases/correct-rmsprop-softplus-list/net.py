import numpy as np


class RMSProp:
    def __init__(self, lr, rho=0.9, eps=1e-8):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.cache = {}

    def apply(self, name, value, grad):
        old = self.cache.get(name, np.zeros_like(value))
        self.cache[name] = self.rho * old + (1 - self.rho) * grad ** 2
        return value - self.lr * grad / (np.sqrt(self.cache[name]) + self.eps)


def softplus(z):
    return np.log1p(np.exp(-np.abs(z))) + np.maximum(z, 0)


def softplus_grad(z):
    return 1 / (1 + np.exp(-z))


class Regressor:
    def __init__(self, dims, rng):
        self.weights = [rng.normal(0, np.sqrt(1 / a), (b, a)) for a, b in zip(dims[:-1], dims[1:])]
        self.biases = [np.zeros((b, 1)) for b in dims[1:]]

    def forward(self, x):
        self.zs, self.inputs = [], []
        for k, (w, b) in enumerate(zip(self.weights, self.biases)):
            self.inputs.append(x)
            z = w @ x + b
            self.zs.append(z)
            x = softplus(z) if k < len(self.weights) - 1 else z
        return x

    def backward(self, out, target):
        delta = (out - target) / target.shape[1]
        grads = []
        for k in range(len(self.weights) - 1, -1, -1):
            grads.append((k, delta @ self.inputs[k].T, delta.sum(axis=1, keepdims=True)))
            if k > 0:
                delta = (self.weights[k].T @ delta) * softplus_grad(self.zs[k - 1])
        return grads


if __name__ == "__main__":
    rng = np.random.default_rng(4)
    x = rng.uniform(-1, 1, (2, 400))
    target = np.sin(3 * x[:1]) * x[1:] + 0.5 * x[1:] ** 2
    net, opt = Regressor([2, 20, 20, 1], rng), RMSProp(0.005)
    for epoch in range(400):
        order = rng.permutation(400)
        for s in range(0, 400, 40):
            part = order[s:s + 40]
            out = net.forward(x[:, part])
            for k, gw, gb in net.backward(out, target[:, part]):
                net.weights[k] = opt.apply("w%d" % k, net.weights[k], gw)
                net.biases[k] = opt.apply("b%d" % k, net.biases[k], gb)
        if epoch % 80 == 79:
            print("epoch", epoch + 1, "rmse", np.sqrt(np.mean((net.forward(x) - target) ** 2)))
