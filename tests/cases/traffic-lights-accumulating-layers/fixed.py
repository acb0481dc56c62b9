import numpy as np


class Linear:
    def __init__(self, n_in, n_out, rng):
        self.W = rng.normal(0, np.sqrt(2 / n_in), (n_out, n_in))
        self.b = np.zeros(n_out)
        self.zero_grad()

    def zero_grad(self):
        self.dW = np.zeros_like(self.W)
        self.db = np.zeros_like(self.b)

    def forward(self, x):
        self.x = x
        return self.W @ x + self.b

    def backward(self, up):
        self.dW += np.outer(up, self.x)
        self.db += up
        return self.W.T @ up


class Relu:
    def forward(self, x):
        self.on = x > 0
        return x * self.on

    def backward(self, up):
        return up * self.on


class Model:
    def __init__(self, *layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        e = np.exp(x - x.max())
        return e / e.sum()

    def backward(self, up):
        for layer in self.layers[::-1]:
            up = layer.backward(up)

    def trainable(self):
        return [layer for layer in self.layers if hasattr(layer, 'W')]


def train(model, data, epochs, batch_size, lr, rng):
    for epoch in range(epochs):
        total = 0
        order = rng.permutation(len(data))
        for start in range(0, len(order), batch_size):
            chosen = order[start:start + batch_size]
            for layer in model.trainable():
                layer.zero_grad()
            for k in chosen:
                x, label = data[k]
                p = model.forward(x)
                total -= np.log(p[label] + 1e-12)
                p[label] -= 1
                model.backward(p / len(chosen))
            for layer in model.trainable():
                layer.W -= lr * layer.dW
                layer.b -= lr * layer.db
        if epoch % 5 == 0:
            print('epoch', epoch, 'mean loss', total / len(data))
    return total / len(data)


if __name__ == '__main__':
    rng = np.random.default_rng(3)
    lamp = np.array([[0.9, 0.1, 0.1], [0.9, 0.8, 0.1], [0.1, 0.8, 0.2]])
    data = []
    for _ in range(300):
        label = int(rng.integers(3))
        data.append((lamp[label] + rng.normal(0, 0.15, 3), label))
    model = Model(Linear(3, 12, rng), Relu(), Linear(12, 3, rng))
    print('mean loss of the last epoch', train(model, data, 30, 10, 0.3, rng))
    print('accuracy', np.mean([model.forward(x).argmax() == label for x, label in data]))
