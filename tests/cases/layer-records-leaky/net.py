import numpy as np

ALPHA = 0.3


def leaky_relu(x, alpha=ALPHA):
    return np.maximum(alpha * x, x)


def leaky_relu_prime(x, alpha=ALPHA):
    # first derivative of leaky_relu
    return np.where(alpha * x > 0, 1.0, 0.0)


class LayerRecord:
    """a: activations, z: sums, b: biases, w: weights to the next layer"""

    def __init__(self, this_size, next_size, rng):
        self.a = np.zeros(this_size)
        self.z = np.zeros(this_size)
        self.b = np.zeros(this_size)
        self.w = rng.normal(size=(this_size, next_size)) * np.sqrt(1 / this_size)


class Network:
    def __init__(self, dims, rng):
        self.dims = dims
        self.layers = [LayerRecord(n, m, rng) for n, m in zip(dims, dims[1:] + [1])]
        for layer in self.layers[1:]:
            layer.b = rng.normal(size=layer.b.shape) * 0.1

    def fwdprop(self, x):
        layers = self.layers
        layers[0].a = x
        for n in range(1, len(layers)):
            layers[n].z = layers[n - 1].w.T @ layers[n - 1].a + layers[n].b
            # the last layer is linear
            layers[n].a = layers[n].z if n == len(layers) - 1 else leaky_relu(layers[n].z)
        return layers[-1].a

    def backprop(self, y):
        layers = self.layers
        dw, db = [None] * len(layers), [None] * len(layers)
        db[-1] = layers[-1].a - y
        dw[-2] = np.outer(layers[-2].a, db[-1])
        for n in range(len(layers) - 2, 0, -1):
            db[n] = (layers[n].w @ db[n + 1]) * leaky_relu_prime(layers[n].z)
            dw[n - 1] = np.outer(layers[n - 1].a, db[n])
        return dw, db

    def update(self, dw, db, eta):
        for n in range(len(self.layers) - 1):
            self.layers[n].w -= eta * dw[n]
            self.layers[n + 1].b -= eta * db[n + 1]

    def train(self, xs, ys, eta):
        for x, y in zip(xs, ys):
            self.fwdprop(x)
            self.update(*self.backprop(y), eta)

    def loss(self, xs, ys):
        return np.mean([0.5 * np.sum((self.fwdprop(x) - y) ** 2) for x, y in zip(xs, ys)])


if __name__ == "__main__":
    rng = np.random.default_rng(8)
    xs = rng.uniform(-1, 1, (250, 3))
    ys = np.column_stack([np.abs(xs[:, 0]) - xs[:, 1], xs[:, 2] ** 2 + 0.5 * xs[:, 0]])
    net = Network([3, 8, 8, 8, 2], rng)
    print("before", net.loss(xs, ys))
    for epoch in range(40):
        net.train(xs, ys, 0.01)
        if epoch % 10 == 9:
            print("epoch", epoch + 1, "loss", net.loss(xs, ys))
