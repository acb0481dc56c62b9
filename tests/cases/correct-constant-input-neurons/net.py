import numpy as np


class Dense:
    """m inputs and one input that is always 1; its row of weights is the bias"""

    def __init__(self, m_inputs, n_outputs, activation, rng, learning_rate=0.05):
        self.m_inputs = m_inputs
        self.n_outputs = n_outputs
        self.activation = activation
        self.learning_rate = learning_rate
        self.weights = rng.uniform(-1, 1, (m_inputs + 1, n_outputs)) * np.sqrt(6 / (m_inputs + n_outputs))
        self.x = np.zeros((1, m_inputs + 1))
        self.y = np.zeros((1, n_outputs))

    def forward_prop(self, inputs):
        bias = np.ones((1, 1))
        self.x = np.concatenate((inputs, bias), axis=1)
        v = self.x @ self.weights
        self.y = self.activation.calc(v)
        return self.y

    def back_prop(self, de_dy):
        dy_dv = self.activation.calc_d(self.y)
        de_dv = de_dy * dy_dv
        de_dw = self.x.transpose() @ de_dv
        de_dx = de_dv @ self.weights.transpose()
        self.weights -= self.learning_rate * de_dw
        return de_dx[:, :-1]


class tanh:
    @staticmethod
    def calc(v):
        return np.tanh(v)

    @staticmethod
    def calc_d(y):
        return 1 - y ** 2


class sqr:
    @staticmethod
    def calc(x, y):
        return np.mean((y - x) ** 2)

    @staticmethod
    def calc_d(x, y):
        return 2 * (y - x) / x.shape[1]


class ANN:
    def __init__(self, layers, expected_range, rng):
        self.layers = layers
        self.expected_range = expected_range
        self.rng = rng

    def normalize(self, values):
        low, high = self.expected_range
        return (values - low) / (high - low) - 0.5

    def forward_prop(self, x):
        y = x.ravel()[np.newaxis, :]
        for layer in self.layers:
            y = layer.forward_prop(y)
        return y

    def train(self, patterns, n_iter):
        history = []
        for i in range(n_iter):
            x = self.normalize(patterns[self.rng.integers(len(patterns))]).ravel()[np.newaxis, :]
            y = self.forward_prop(x)
            history.append(sqr.calc(x, y))
            de_dy = sqr.calc_d(x, y)
            for layer in self.layers[::-1]:
                de_dy = layer.back_prop(de_dy)
            if (i + 1) % 4000 == 0:
                print("after", i + 1, "patterns: error", np.mean(history[-1000:]))
        return np.mean(history[-1000:])


# autoencoder for 3x3 pictures with grey values from 0 to 255
rng = np.random.default_rng(3)
shapes = [[1, 0, 0, 0, 1, 0, 0, 0, 1], [0, 0, 1, 0, 1, 0, 1, 0, 0], [0, 1, 0, 1, 1, 1, 0, 1, 0],
          [1, 1, 1, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 1, 1, 1], [1, 0, 1, 0, 0, 0, 1, 0, 1]]
pictures = [255 * np.array(s, dtype=float).reshape(3, 3) for s in shapes]
autoencoder = ANN([Dense(9, 5, tanh, rng), Dense(5, 9, tanh, rng)], (0, 255), rng)
print("last error", autoencoder.train(pictures, 20000))
