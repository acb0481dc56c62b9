import numpy as np

np.random.seed(10)


class Module:
    training = True

    def named(self):
        """yields (name of the parameter, name of its gradient)"""
        return []


class Linear(Module):
    def __init__(self, fan_in, fan_out, bias=True):
        self.weight = np.random.randn(fan_out, fan_in) * np.sqrt(2 / fan_in)   # torch layout
        self.bias = np.zeros(fan_out) if bias else None

    def __call__(self, x):
        self.x = x
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

    def backward(self, g):
        self.d_weight = g.T @ self.x
        if self.bias is not None:
            self.d_bias = g.sum(0)
        return g @ self.weight

    def named(self):
        return ['weight'] if self.bias is None else ['weight', 'bias']


class BatchNorm(Module):
    def __init__(self, n, momentum=0.1, eps=1e-5):
        self.gamma, self.beta = np.ones(n), np.zeros(n)
        self.running_mean, self.running_var = np.zeros(n), np.ones(n)
        self.momentum, self.eps = momentum, eps

    def __call__(self, x):
        if self.training:
            mu, var = x.mean(0), x.var(0)
            n = len(x)
            self.running_mean += self.momentum * (mu - self.running_mean)
            self.running_var += self.momentum * (var * n / (n - 1) - self.running_var)
        else:
            mu, var = self.running_mean, self.running_var
        self.std = np.sqrt(var + self.eps)
        self.xhat = (x - mu) / self.std
        return self.gamma * self.xhat + self.beta

    def backward(self, g):
        N = len(g)
        self.d_gamma = np.sum(g * self.xhat, axis=0)
        self.d_beta = np.sum(g, axis=0)
        return self.gamma / (N * self.std) * (N * g - self.d_beta - self.xhat * self.d_gamma)

    def named(self):
        return ['gamma', 'beta']


class ReLU(Module):
    def __call__(self, x):
        self.mask = x > 0
        return np.where(self.mask, x, 0)

    def backward(self, g):
        return np.where(self.mask, g, 0)


def logloss(z, y):
    z = z.squeeze(1)
    loss = np.mean(np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z))))
    return loss, ((1 / (1 + np.exp(-z)) - y) / len(y))[:, None]


def run(model, x):
    for layer in model:
        x = layer(x)
    return x


def main():
    # features on wildly different scales
    X = np.random.randn(1500, 8) * np.array([1, 10, 100, 0.1, 1, 5, 50, 2]) + 3
    u = (X - 3) / np.array([1, 10, 100, 0.1, 1, 5, 50, 2])
    y = ((u[:, 0] * u[:, 1] + np.sin(2 * u[:, 2]) + u[:, 3] ** 2) > 0.8).astype(float)
    Xtr, Xte, ytr, yte = X[:1100], X[1100:], y[:1100], y[1100:]
    mean, std = Xtr.mean(0), Xtr.std(0)
    Xtr, Xte = (Xtr - mean) / std, (Xte - mean) / std

    model = [Linear(8, 48, bias=False), BatchNorm(48), ReLU(),
             Linear(48, 32, bias=False), BatchNorm(32), ReLU(), Linear(32, 1)]
    state = {}
    lr, rho, eps = 1e-3, 0.95, 1e-6
    for epoch in range(60):
        order = np.random.permutation(len(Xtr))
        for batch in np.array_split(order, 22):
            loss, g = logloss(run(model, Xtr[batch]), ytr[batch])
            for layer in reversed(model):
                g = layer.backward(g)
            for i, layer in enumerate(model):
                for name in layer.named():
                    grad = getattr(layer, 'd_' + name)
                    sq, av = state.setdefault((i, name), (np.zeros_like(grad), np.zeros_like(grad)))
                    sq += (1 - rho) * (grad ** 2 - sq)
                    av += (1 - rho) * (grad - av)
                    p = getattr(layer, name)
                    p -= lr * grad / np.sqrt(np.maximum(sq - av ** 2, 0) + eps)
        if epoch % 10 == 0:
            print(f'epoch {epoch} loss {loss:.4f}')
    for layer in model:
        layer.training = False
    print('test accuracy', np.mean((run(model, Xte)[:, 0] > 0) == yte))


if __name__ == '__main__':
    main()
