import numpy as np


class Dense:
    def __init__(self, n_in, n_out, rng):
        self.W = rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, d, lr):
        dx = d @ self.W.T
        self.W -= lr * (self.x.T @ d)
        self.b -= lr * d.sum(axis=0)
        return dx


class ReLU:
    def forward(self, x):
        self.on = x > 0
        return np.where(self.on, x, 0)

    def backward(self, d, lr):
        return d * self.on


class Softmax:
    def forward(self, x):
        e = np.exp(x - x.max(axis=1, keepdims=True))
        self.s = e / e.sum(axis=1, keepdims=True)
        return self.s

    def backward(self, d, lr):
        return self.s * (d - (d * self.s).sum(axis=1, keepdims=True))


class SoftmaxCrossEntropyWithLogits:
    def __call__(self, logits, labels):
        m = logits.max(axis=1, keepdims=True)
        log_p = logits - m - np.log(np.exp(logits - m).sum(axis=1, keepdims=True))
        self.p, self.labels = np.exp(log_p), labels
        return -np.mean(log_p[np.arange(len(labels)), labels])

    def gradient(self):
        d = self.p.copy()
        d[np.arange(len(self.labels)), self.labels] -= 1
        return d / len(self.labels)


class Model:
    def __init__(self, layers, loss):
        self.layers, self.loss = layers, loss

    def output(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def fit(self, x, labels, lr, epochs, batch_size, rng):
        for epoch in range(epochs):
            order = rng.permutation(len(x))
            for s in range(0, len(x), batch_size):
                idx = order[s:s + batch_size]
                self.loss(self.output(x[idx]), labels[idx])
                d = self.loss.gradient()
                for layer in reversed(self.layers):
                    d = layer.backward(d, lr)
            if epoch % 5 == 4:
                y = self.output(x)
                print("epoch %d loss %.4f accuracy %.3f"
                      % (epoch + 1, self.loss(y, labels), np.mean(y.argmax(axis=1) == labels)))


if __name__ == "__main__":
    rng = np.random.default_rng(10)
    prototypes = rng.integers(0, 2, (8, 49)).astype(float)
    labels = rng.integers(0, 8, 600)
    images = prototypes[labels] + rng.normal(0, 0.7, (600, 49))
    images = images - images.mean()

    model = Model([Dense(49, 32, rng), ReLU(), Dense(32, 8, rng)], SoftmaxCrossEntropyWithLogits())
    model.fit(images, labels, 0.1, 20, 30, rng)
    print("final loss", model.loss(model.output(images), labels))
