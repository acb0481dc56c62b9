import numpy as np


class Linear:
    def __init__(self, n_in, n_out, rate):
        self.W = np.random.randn(n_in, n_out) * np.sqrt(2.0 / n_in)
        self.b = np.zeros((1, n_out))
        self.rate = rate

    def forward(self, x, training):
        self.x = x
        return x @ self.W + self.b

    def backward(self, out_error):
        in_error = out_error @ self.W.T
        self.W -= self.rate * (self.x.T @ out_error)
        self.b -= self.rate * out_error.sum(axis=0, keepdims=True)
        return in_error


class Ramp:
    def forward(self, x, training):
        self.on = x > 0
        return x * self.on

    def backward(self, out_error):
        return out_error * self.on


class Dropout:
    """Switches off a share drop_prob of the units while training."""

    def __init__(self, drop_prob):
        self.drop_prob = drop_prob

    def forward(self, x, training):
        if training:
            self.dropped = np.random.rand(*x.shape) < self.drop_prob
            out = x.copy()
            out[self.dropped] = 0
            return out
        # all units take part now, scale the activations
        return x * (1 - self.drop_prob)

    def backward(self, out_error):
        error = out_error.copy()
        error[self.dropped] = 0
        return error


class Model:
    def __init__(self, *layers):
        self.layers = layers

    def run(self, x, training=False):
        for layer in self.layers:
            x = layer.forward(x, training)
        return x

    def fit(self, x, y, epochs, size):
        for epoch in range(epochs):
            order = np.random.permutation(len(x))
            total = 0
            for s in range(0, len(x), size):
                k = order[s:s + size]
                out = self.run(x[k], training=True)
                total += np.sum((out - y[k]) ** 2)
                error = 2 * (out - y[k]) / len(k)
                for layer in self.layers[::-1]:
                    error = layer.backward(error)
            if epoch % 50 == 49:
                print("epoch", epoch + 1, "training mse", total / len(x))


if __name__ == "__main__":
    np.random.seed(14)
    x = np.random.uniform(-1, 1, (700, 4))
    y = 3 + 2 * x[:, :1] * x[:, 1:2] + x[:, 2:3] - np.abs(x[:, 3:])
    model = Model(Linear(4, 64, 0.02), Ramp(), Dropout(0.1), Linear(64, 1, 0.02))
    model.fit(x[:500], y[:500], epochs=200, size=25)
    print("test mse", np.mean((model.run(x[500:]) - y[500:]) ** 2))
