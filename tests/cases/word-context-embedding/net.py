import numpy as np


class Embedding:
    def __init__(self, W):
        self.params = [W]
        self.grads = [np.zeros_like(W)]
        self.idx = None

    def forward(self, idx):
        W, = self.params
        self.idx = idx
        return W[idx]

    def backward(self, dout):
        dW, = self.grads
        dW[...] = 0
        dW[self.idx] = dout
        return None


class MatMul:
    def __init__(self, W):
        self.params = [W]
        self.grads = [np.zeros_like(W)]

    def forward(self, x):
        self.x = x
        return np.dot(x, self.params[0])

    def backward(self, dout):
        self.grads[0][...] = np.dot(self.x.T, dout)
        return np.dot(dout, self.params[0].T)


class SoftmaxWithLoss:
    def __init__(self):
        self.params, self.grads = [], []

    def forward(self, x, t):
        e = np.exp(x - x.max(axis=1, keepdims=True))
        self.y = e / e.sum(axis=1, keepdims=True)
        self.t = t
        return -np.mean(np.log(self.y[np.arange(len(t)), t] + 1e-12))

    def backward(self):
        d = self.y.copy()
        d[np.arange(len(self.t)), self.t] -= 1
        return d / len(self.t)


class SGD:
    def __init__(self, lr):
        self.lr = lr

    def update(self, params, grads):
        for p, g in zip(params, grads):
            p -= self.lr * g


class SkipModel:
    """guess the word that follows"""

    def __init__(self, vocab, size, rng):
        self.embed = Embedding(0.3 * rng.standard_normal((vocab, size)))
        self.out = MatMul(0.3 * rng.standard_normal((size, vocab)))
        self.loss_layer = SoftmaxWithLoss()
        self.params = self.embed.params + self.out.params
        self.grads = self.embed.grads + self.out.grads

    def forward(self, words, nxt):
        return self.loss_layer.forward(self.out.forward(self.embed.forward(words)), nxt)

    def backward(self):
        dout = self.loss_layer.backward()
        dout = self.out.backward(dout)
        self.embed.backward(dout)


if __name__ == "__main__":
    rng = np.random.default_rng(8)
    vocab = 12
    rule = np.roll(rng.permutation(vocab), 1)
    words = rng.choice(vocab, 600, p=np.arange(1, vocab + 1) / 78)
    nxt = np.where(rng.random(600) < 0.95, rule[words], rng.integers(0, vocab, 600))
    model = SkipModel(vocab, 6, rng)
    opt = SGD(2.0)
    for epoch in range(30):
        order = rng.permutation(600)
        total = 0
        for k in range(0, 600, 60):
            pick = order[k:k + 60]
            total += model.forward(words[pick], nxt[pick])
            model.backward()
            opt.update(model.params, model.grads)
        if epoch % 5 == 4:
            print("| epoch %d | loss %.4f" % (epoch + 1, total / 10))
