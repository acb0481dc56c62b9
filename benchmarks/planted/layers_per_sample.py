import numpy as np

n, inputs, hidden, outputs = 7, 5, 6, 3


class Layer:
    def __init__(self, inputs, outputs, last=False):
        self.w = np.random.randn(inputs, outputs) * np.sqrt(2.0 / inputs)
        self.b = np.random.randn(outputs) * 0.1
        self.last = last

    def forward(self, x):
        self.x = x
        self.z = x @ self.w + self.b
        self.a = self.z if self.last else np.maximum(self.z, 0)
        return self.a

    def backward(self, grad):
        if not self.last:
            grad = grad * (self.z > 0)
        self.dw = np.outer(self.x, grad)
        self.db = grad
        return self.w @ grad

    def step(self, rate):
        self.w -= rate * self.dw
        self.b -= rate * self.db


class Net:
    def __init__(self, sizes):
        self.layers = [Layer(a, b) for a, b in zip(sizes[:-2], sizes[1:-1])]
        self.layers.append(Layer(sizes[-2], sizes[-1], last=True))

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, grad):
        for layer in reversed(self.layers):
            grad = layer.backward(grad)

    def step(self, rate):
        for layer in self.layers:
            layer.step(rate)


np.random.seed(0)
X = np.random.randn(n, inputs)
Y = np.random.randn(n, outputs)
net = Net([inputs, hidden, hidden, outputs])
for epoch in range(20):
    total = 0
    for x, y in zip(X, Y):
        out = net.forward(x)
        total += np.sum((out - y) ** 2)
        net.backward(2 * (out - y))
        net.step(0.01)
    if epoch % 5 == 0:
        print(epoch, total / n)
