import numpy as np


class Dense(object):
    def __init__(self, n_inputs, n_outputs, activation, gen):
        self.activation = activation
        # one more row: the weights of the bias node
        self.weights = gen.uniform(-1, 1, (n_inputs + 1, n_outputs)) * np.sqrt(3 / n_inputs)
        self.x = np.zeros((1, n_inputs + 1))
        self.y = np.zeros((1, n_outputs))

    def forward_prop(self, inputs):
        bias = np.ones((1, 1))
        self.x = np.concatenate((inputs, bias), axis=1)
        self.y = self.activation.calc(self.x @ self.weights)
        return self.y

    def back_prop(self, de_dy, rate):
        dy_dv = self.activation.calc_d(self.y)
        de_dw = self.x.T @ (de_dy * dy_dv)
        de_dx = (de_dy * dy_dv) @ self.weights.T
        self.weights -= de_dw * rate
        # the bias node has nobody to send its part to
        return de_dx[:, :-1]


class Tanh(object):
    @staticmethod
    def calc(v):
        return np.tanh(v)

    @staticmethod
    def calc_d(y):
        return 1 - y ** 2


class Sqr(object):
    @staticmethod
    def calc(x, y):
        return np.mean((y - x) ** 2)

    @staticmethod
    def calc_d(x, y):
        return 2 * (y - x)


class ANN(object):
    def __init__(self, layers, error_fun, rate):
        self.layers = layers
        self.error_fun = error_fun
        self.rate = rate

    def forward(self, x):
        y = x.ravel()[np.newaxis, :]
        for layer in self.layers:
            y = layer.forward_prop(y)
        return y

    def train(self, gen, make_example, n_iter):
        history = []
        for i in range(n_iter):
            x, wanted = make_example(gen)
            y = self.forward(x)
            history.append(self.error_fun.calc(wanted, y))
            d = self.error_fun.calc_d(wanted, y)
            for layer in self.layers[::-1]:
                d = layer.back_prop(d, self.rate)
            if (i + 1) % 4000 == 0:
                print("after", i + 1, "examples, error of the last 1000:", np.mean(history[-1000:]))
                self.rate /= 2
        return history


def make_example(gen):
    """2x2 picture, to be copied (autoencoder with three nodes in the middle)"""
    top, side = gen.choice([-0.5, 0.5], 2)
    corner = gen.choice([-0.8, 0.2])
    x = np.array([[top, -top], [side, corner]])
    return x, x.ravel()[np.newaxis, :]


if __name__ == "__main__":
    gen = np.random.default_rng(31)
    net = ANN([Dense(4, 3, Tanh, gen), Dense(3, 4, Tanh, gen)], Sqr, rate=0.1)
    net.train(gen, make_example, 12000)
