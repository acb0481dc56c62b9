import numpy as np


class Dense:
    def __init__(self, n_in, n_out, rng):
        limit = np.sqrt(6 / (n_in + n_out))
        self.W = rng.uniform(-limit, limit, (n_out, n_in))
        self.b = np.zeros((n_out, 1))

    def forward(self, x):
        self.x = x
        return self.W @ x + self.b

    def backward(self, grad, eta):
        to_below = self.W.T @ grad          # before the weights move
        self.W -= eta * grad @ self.x.T
        self.b -= eta * grad
        return to_below


class Tanh:
    def forward(self, x):
        self.a = np.tanh(x)
        return self.a

    def backward(self, grad, eta):
        return grad * (1 - self.a ** 2)


def mse(y_true, y_pred):
    return np.mean((y_true - y_pred) ** 2)


def mse_prime(y_true, y_pred):
    return 2 * (y_pred - y_true) / y_true.size


def predict(network, x):
    for layer in network:
        x = layer.forward(x)
    return x


def train(network, xs, ys, epochs, eta):
    for e in range(epochs):
        error = 0
        for x, y in zip(xs, ys):
            out = predict(network, x)
            error += mse(y, out)
            grad = mse_prime(y, out)
            for layer in reversed(network):
                grad = layer.backward(grad, eta)
        if e % 100 == 0:
            print("%d/%d, error=%f" % (e, epochs, error / len(xs)))


if __name__ == "__main__":
    rng = np.random.default_rng(20)
    # two joint angles of a robot arm -> place of the hand
    angles = rng.uniform(-1.2, 1.2, (100, 2))
    reach = angles.sum(axis=1)
    hands = np.stack([np.cos(angles[:, 0]) + 0.7 * np.cos(reach), np.sin(angles[:, 0]) + 0.7 * np.sin(reach)], axis=1)
    xs, ys = angles.reshape(-1, 2, 1), hands.reshape(-1, 2, 1)
    network = [Dense(2, 15, rng), Tanh(), Dense(15, 2, rng)]
    train(network, xs, ys, 500, 0.05)
    print("rms of the hand:", np.sqrt(np.mean([mse(y, predict(network, x)) for x, y in zip(xs, ys)])))
