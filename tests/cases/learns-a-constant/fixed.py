import numpy as np


class SumNet:
    """5 inputs, 2 hidden ReLU nodes, 1 linear output"""

    def __init__(self, n_in, n_hidden, lr, seed):
        rng = np.random.RandomState(seed)
        self.lr = lr
        self.w_hidden = rng.randn(n_hidden, n_in) * np.sqrt(2.0 / n_in)
        self.b_hidden = np.zeros((n_hidden, 1))
        self.w_out = rng.randn(1, n_hidden)
        self.b_out = np.zeros((1, 1))

    def relu(self, z):
        return np.maximum(0, z)

    def forward(self, x):
        self.x = x
        self.z = self.w_hidden.dot(x) + self.b_hidden
        self.a = self.relu(self.z)
        return self.w_out.dot(self.a) + self.b_out

    def backward(self, out, target):
        delta = out - target
        grad_w_out = delta.dot(self.a.T)
        grad_b_out = delta
        delta_hidden = self.w_out.T.dot(delta) * (self.z > 0)
        grad_w_hidden = delta_hidden.dot(self.x.T)
        grad_b_hidden = delta_hidden
        self.w_out -= self.lr * grad_w_out
        self.b_out -= self.lr * grad_b_out
        self.w_hidden -= self.lr * grad_w_hidden
        self.b_hidden -= self.lr * grad_b_hidden

    def fit(self, inputs, targets, epochs):
        for epoch in range(epochs):
            error = 0
            for row, target in zip(inputs, targets):
                out = self.forward(row.reshape(-1, 1))
                error += 0.5 * (out[0, 0] - target) ** 2
                self.backward(out, target)
            if epoch % 20 == 0:
                print("epoch", epoch, "error", error / len(inputs))


if __name__ == "__main__":
    rng = np.random.RandomState(0)
    inputs = rng.randint(1, 10, (100, 5)).astype(float)
    targets = inputs.sum(axis=1)
    net = SumNet(5, 2, lr=0.0005, seed=0)
    net.fit(inputs, targets, 100)
    for row in ([1, 2, 3, 4, 5], [1, 2, 3, 4, 6], [9, 9, 9, 9, 9]):
        print(row, "->", net.forward(np.array(row, dtype=float).reshape(-1, 1))[0, 0])
    guesses = [net.forward(row.reshape(-1, 1))[0, 0] for row in inputs]
    print("mean distance:", np.mean(np.abs(np.array(guesses) - targets)))
