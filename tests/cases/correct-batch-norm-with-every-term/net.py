import numpy as np


class FullyConnected:
    def __init__(self, n_in, n_out):
        self.weight = np.random.randn(n_in, n_out) * np.sqrt(2 / n_in)
        self.grad = None

    def forward(self, data):
        self.data = data
        return data.dot(self.weight)

    def backward(self, out_grad):
        self.grad = [self.data.T.dot(out_grad)]
        return out_grad.dot(self.weight.T)

    def step(self, lr):
        self.weight -= lr * self.grad[0]


class BatchNorm:
    def __init__(self, n, eps=1e-4):
        self.slope, self.bias, self.eps = np.ones(n), np.zeros(n), eps

    def forward(self, data):
        self.data = data
        self.mean = data.mean(axis=0)
        self.var = data.var(axis=0)
        self.hat = (data - self.mean) / np.sqrt(self.var + self.eps)
        return self.slope * self.hat + self.bias

    def backward(self, out_grad):
        m = len(out_grad)
        ghat = out_grad * self.slope
        centred = self.data - self.mean
        inv = 1.0 / np.sqrt(self.var + self.eps)
        gvar = np.sum(ghat * centred * -0.5 * inv ** 3, axis=0)
        gmean = np.sum(ghat * -inv, axis=0)
        tmp = gvar * np.sum(-2.0 * centred, axis=0) / m
        gmean += tmp
        self.grad = [np.sum(out_grad * self.hat, axis=0), np.sum(out_grad, axis=0)]
        return ghat * inv + gvar * 2.0 * centred / m + gmean / m

    def step(self, lr):
        self.slope -= lr * self.grad[0]
        self.bias -= lr * self.grad[1]


class Rectifier:
    def forward(self, data):
        self.data = data
        return np.maximum(data, 0)

    def backward(self, out_grad):
        return out_grad * (self.data > 0)

    def step(self, lr):
        pass


class SoftmaxOutput:
    def forward(self, data, label):
        e = np.exp(data - data.max(axis=1, keepdims=True))
        self.prob, self.label = e / e.sum(axis=1, keepdims=True), label
        return -np.mean(np.log(self.prob[np.arange(len(label)), label] + 1e-12))

    def backward(self):
        g = self.prob.copy()
        g[np.arange(len(g)), self.label] -= 1.0
        return g / len(g)


def run(layers, data):
    for layer in layers:
        data = layer.forward(data)
    return data


if __name__ == "__main__":
    np.random.seed(30)
    label = np.random.randint(0, 5, 1500)
    middle = np.random.randn(5, 2, 12) * 1.3
    data = middle[label, np.random.randint(0, 2, 1500)] + np.random.randn(1500, 12)
    data = data * np.linspace(0.1, 20, 12) + np.linspace(-5, 5, 12)
    layers = [FullyConnected(12, 32), BatchNorm(32), Rectifier(), FullyConnected(32, 5), BatchNorm(5)]
    softmax = SoftmaxOutput()
    for epoch in range(20):
        total, hits = 0.0, 0
        order = np.random.permutation(1500)
        for s in range(0, 1500, 60):
            rows = order[s:s + 60]
            total += softmax.forward(run(layers, data[rows]), label[rows])
            hits += np.sum(softmax.prob.argmax(axis=1) == label[rows])
            grad = softmax.backward()
            for layer in layers[::-1]:
                grad = layer.backward(grad)
            for layer in layers:
                layer.step(0.1)
        if epoch % 5 == 4:
            print("epoch", epoch + 1, "mean loss", total / 25, "right while training", hits / 1500)
