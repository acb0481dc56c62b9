import numpy as np


def activate(v):
    return 1 / (1 + np.exp(-v))


def slope(y):
    return y * (1 - y)


def draw_vectors(count, rng):
    # four numbers out of -1, 0, 1 and a bias input
    vectors = rng.randint(-1, 2, (count, 4))
    wanted = np.sin(vectors.sum(axis=1) + 1)
    return np.hstack([vectors, np.ones((count, 1))]), wanted.reshape(-1, 1)


class MultiLayer:
    def __init__(self, n_in, n_hidden, n_out, rng):
        self.lower = rng.uniform(-0.5, 0.5, (n_in, n_hidden))
        self.upper = rng.uniform(-0.5, 0.5, (n_hidden + 1, n_out))

    def predict(self, inputs):
        self.inputs = inputs
        hidden = activate(inputs.dot(self.lower))
        self.hidden = np.hstack([hidden, np.ones((len(inputs), 1))])
        return activate(self.hidden.dot(self.upper))

    def epoch(self, inputs, wanted, rate):
        output = self.predict(inputs)
        error = wanted - output
        delta_out = error * slope(output)
        delta_hidden = delta_out.dot(self.upper[:-1].T) * slope(self.hidden[:, :-1])
        # the weights change once after the whole epoch
        self.upper += rate * self.hidden.T.dot(delta_out) / len(inputs)
        self.lower += rate * self.inputs.T.dot(delta_hidden) / len(inputs)
        return np.mean(error ** 2)


if __name__ == "__main__":
    rng = np.random.RandomState(2)
    vectors, wanted = draw_vectors(200, rng)
    net = MultiLayer(5, 6, 1, rng)
    for e in range(8000):
        mse = net.epoch(vectors, wanted, 0.5)
        if e % 2000 == 0:
            print("epoch", e, "mse", mse)
    for k in range(6):
        print(vectors[k, :4], "wanted %.3f got %.3f" % (wanted[k, 0], net.predict(vectors)[k, 0]))
    print("final mse:", mse)
