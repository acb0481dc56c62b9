import numpy as np

class Network(object):
    """columns are samples; self.weights[i] goes from layer i to layer i+1"""

    def __init__(self, sizes):
        self.sizes = sizes
        self.weights = [np.random.randn(q, p) / np.sqrt(p) for p, q in zip(sizes[:-1], sizes[1:])]
        self.biases = [np.zeros((q, 1)) for q in sizes[1:]]

    def activations(self, a):
        acts = [a]
        for i, (w, b) in enumerate(zip(self.weights, self.biases)):
            z = w @ acts[-1] + b
            if i < len(self.weights) - 1:
                acts.append(np.tanh(z))
            else:
                e = np.exp(z - z.max(axis=0))
                acts.append(e / e.sum(axis=0))
        return acts

    def learn(self, x, y, eta):
        acts = self.activations(x)
        delta = (acts[-1] - y) / x.shape[1]
        nabla_w, nabla_b = [], []
        for i in range(len(self.weights) - 1, -1, -1):
            nabla_w.insert(0, delta @ acts[i].T)
            nabla_b.insert(0, delta.sum(axis=1, keepdims=True))
            if i > 0:
                delta = (self.weights[i].T @ delta) * (1 - acts[i] ** 2)
        for i in range(len(self.weights)):
            self.weights[i] -= eta * nabla_w[i]
            self.biases[i] -= eta * nabla_b[i]

    def SGD(self, x, y, epochs, batch, eta, test_x, test_y):
        n = x.shape[1]
        for j in range(epochs):
            order = np.random.permutation(n)
            for k in range(0, n, batch):
                cols = order[k:k + batch]
                self.learn(x[:, cols], y[:, cols], eta)
            if j % 5 == 4:
                p = self.activations(x)[-1]
                print("Epoch", j + 1, "cost", -np.mean(np.sum(y * np.log(p + 1e-12), axis=0)),
                      "test accuracy:", self.evaluate(test_x, test_y))

    def evaluate(self, x, y):
        out = self.activations(x)[-1]
        return np.mean(np.argmax(out, axis=1) == np.argmax(y, axis=1))


def tones(n):
    kind = np.random.randint(0, 4, n)
    t = np.arange(24)[:, None]
    x = np.sin(t * (kind + 1) * 0.3 + np.random.uniform(0, 6.28, n)) + 0.3 * np.random.randn(24, n)
    return x, np.eye(4)[:, kind]

np.random.seed(6)
x, y = tones(800)
test_x, test_y = tones(200)
net = Network([24, 30, 20, 4])
net.SGD(x, y, 30, 20, 0.3, test_x, test_y)
