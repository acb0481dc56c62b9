import numpy as np
rng = np.random.RandomState(21)


class Dense(object):
    def __init__(self, fan_in, fan_out, kind):
        self.kind = kind
        limit = np.sqrt(6.0 / (fan_in + fan_out))
        self.W = rng.uniform(-limit, limit, (fan_in, fan_out))
        self.b = np.zeros((1, fan_out))

    def __call__(self, x):
        self.x = x
        z = x.dot(self.W) + self.b
        self.a = np.tanh(z) if self.kind == "tanh" else z
        return self.a

    def back(self, grad):
        if self.kind == "tanh":
            grad = grad * (1 - self.a ** 2)
        self.gW = self.x.T.dot(grad)
        self.gb = grad.sum(axis=0, keepdims=True)
        return grad.dot(self.W.T)


class SGD(object):
    def __init__(self, layers, lr, decay):
        self.layers, self.lr, self.decay = layers, lr, decay

    def step(self):
        for layer in self.layers:
            # shrink the weights a little, leave the biases alone
            layer.W -= self.lr * (layer.gW + self.decay * layer.W)
            layer.b -= self.lr * layer.gb


def softmax_loss(scores, y):
    shifted = scores - scores.max(axis=1, keepdims=True)
    logp = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    n = len(y)
    grad = np.exp(logp)
    grad[np.arange(n), y] -= 1
    return -logp[np.arange(n), y].mean(), grad / n


def three_rings(n):
    y = rng.randint(0, 3, n)
    r = 0.6 + y * 0.7 + 0.15 * rng.randn(n)
    phi = rng.uniform(0, 2 * np.pi, n)
    return np.c_[r * np.cos(phi), r * np.sin(phi)], y


X, y = three_rings(360)
Xv, yv = three_rings(240)
layers = [Dense(2, 24, "tanh"), Dense(24, 16, "tanh"), Dense(16, 3, "none")]
opt = SGD(layers, lr=0.2, decay=0.015)

for epoch in range(150):
    idx = rng.permutation(len(X))
    for part in np.array_split(idx, 12):
        out = X[part]
        for layer in layers:
            out = layer(out)
        loss, grad = softmax_loss(out, y[part])
        for layer in layers[::-1]:
            grad = layer.back(grad)
        opt.step()
    if (epoch + 1) % 30 == 0:
        size = np.sqrt(sum(np.sum(layer.W ** 2) for layer in layers))
        out = Xv
        for layer in layers:
            out = layer(out)
        print("epoch", epoch + 1, "size of the weights", size, "validation loss", softmax_loss(out, yv)[0],
              "accuracy", np.mean(out.argmax(axis=1) == yv))
