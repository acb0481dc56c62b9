import numpy as np

np.random.seed(40)


class FullyConnected:
    def __init__(self, i, o):
        self.params = [np.random.randn(i, o) * np.sqrt(2 / i), np.zeros(o)]

    def forward(self, x, training=True):
        self.x = x
        return x.dot(self.params[0]) + self.params[1]

    def backward(self, dy):
        self.grads = [self.x.T.dot(dy), dy.sum(axis=0)]
        return dy.dot(self.params[0].T)


class BatchNorm:
    def __init__(self, size, momentum=0.9):
        self.params = [np.ones(size), np.zeros(size)]
        self.mean, self.var, self.momentum = np.zeros(size), np.ones(size), momentum

    def forward(self, x, training=True):
        if training:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.mean = self.momentum * self.mean + (1 - self.momentum) * mean
            self.var = self.momentum * self.var + (1 - self.momentum) * var
        else:
            mean, var = self.mean, self.var
        self.sd = np.sqrt(var + 1e-5)
        self.hat = (x - mean) / self.sd
        return self.params[0] * self.hat + self.params[1]

    def backward(self, dy):
        self.grads = [(dy * self.hat).sum(axis=0), dy.sum(axis=0)]
        dh = dy * self.params[0]
        return (dh - dh.mean(axis=0) - self.hat * (dh * self.hat).mean(axis=0)) / self.sd


class Elu:
    params = grads = []

    def forward(self, x, training=True):
        self.y = np.where(x > 0, x, np.exp(np.minimum(x, 0)) - 1)
        return self.y

    def backward(self, dy):
        return dy * np.where(self.y > 0, 1, self.y + 1)


class Classifier:
    def __init__(self, *layers):
        self.layers = layers

    def forward(self, x, training=True):
        for layer in self.layers:
            x = layer.forward(x, training)
        e = np.exp(x - x.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def backward(self, p, y):
        d = (p - np.eye(p.shape[1])[y]) / len(y)
        for layer in reversed(self.layers):
            d = layer.backward(d)

    def update(self, lr):
        for layer in self.layers:
            for p, g in zip(layer.params, layer.grads):
                p -= lr * g

    def predict(self, one_call):
        """which bird is it? one recording at a time"""
        return self.forward(one_call[np.newaxis], training=False)[0].argmax()


birds = np.random.randn(4, 30)
y = np.random.randint(0, 4, 480)
x = birds[y] * np.random.uniform(0.5, 1.5, (480, 1)) + np.random.randn(480, 30) * 0.7
net = Classifier(FullyConnected(30, 24), BatchNorm(24), Elu(), FullyConnected(24, 4))
for epoch in range(30):
    order = np.random.permutation(400)
    for s in range(0, 400, 40):
        part = order[s:s + 40]
        p = net.forward(x[part])
        net.backward(p, y[part])
        net.update(0.1)
    if epoch % 6 == 0:
        print('epoch', epoch, 'loss', -np.log(p[np.arange(40), y[part]]).mean())

print('right on the training batch', np.mean(p.argmax(axis=1) == y[part]))
print('right on single new calls', np.mean([net.predict(c) == k for c, k in zip(x[400:], y[400:])]))
