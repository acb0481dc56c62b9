import numpy as np


class Linear:
    def __init__(self, n_in, n_out):
        self.W = np.random.uniform(-1, 1, (n_in, n_out)) / np.sqrt(n_in)
        self.b = np.zeros((1, n_out))

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout, lr):
        dx = dout @ self.W.T
        self.W -= lr * self.x.T @ dout
        self.b -= lr * np.sum(dout, axis=0, keepdims=True)
        return dx


class Sigmoid:
    def forward(self, x):
        self.out = 1.0 / (1.0 + np.exp(-x))
        return self.out

    def backward(self, dout, lr):
        return dout * self.out * (1.0 - self.out)


class Softmax:
    def forward(self, x):
        e = np.exp(x - x.max(axis=1, keepdims=True))
        self.out = e / e.sum(axis=1, keepdims=True)
        return self.out

    def backward(self, dout, lr):
        return dout * self.out * (1.0 - self.out)


class CrossEntropy:
    def forward(self, p, t):
        self.p, self.t = p, t
        return -np.mean(np.sum(t * np.log(p + 1e-10), axis=1))

    def backward(self):
        return -self.t / (self.p + 1e-10) / len(self.t)


def fit(layers, loss, x, t, epochs, lr, batch=25):
    for epoch in range(epochs):
        order = np.random.permutation(len(x))
        total = 0
        for k in range(0, len(x), batch):
            idx = order[k:k + batch]
            a = x[idx]
            for layer in layers:
                a = layer.forward(a)
            total += loss.forward(a, t[idx]) * len(idx)
            d = loss.backward()
            for layer in reversed(layers):
                d = layer.backward(d, lr)
        if epoch % 20 == 0:
            print("epoch", epoch, "loss", total / len(x))


def predict(layers, x):
    for layer in layers:
        x = layer.forward(x)
    return x


if __name__ == "__main__":
    np.random.seed(10)
    n, classes = 500, 5
    label = np.random.randint(0, classes, n)
    angle = 2 * np.pi * label / classes
    x = np.stack([np.cos(angle), np.sin(angle)], axis=1) + np.random.normal(0, 0.22, (n, 2))
    t = np.eye(classes)[label]
    layers = [Linear(2, 12), Sigmoid(), Linear(12, classes), Softmax()]
    loss = CrossEntropy()
    fit(layers, loss, x, t, 101, 0.5)
    p = predict(layers, x)
    print("cross entropy:", loss.forward(p, t))
    print("accuracy:", np.mean(p.argmax(axis=1) == label))
