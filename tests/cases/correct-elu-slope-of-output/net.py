import numpy as np


class Elu:
    alpha = 0.7

    @staticmethod
    def forward(x):
        return np.where(x >= 0, x, Elu.alpha * (np.exp(np.minimum(x, 0)) - 1))

    @staticmethod
    def backward(y):
        # y is the output
        return np.where(y >= 0, 1.0, y + Elu.alpha)


class Linear:
    @staticmethod
    def forward(x):
        return x

    @staticmethod
    def backward(y):
        return 1.0


class Dense:
    def __init__(self, n_in, n_out, activation, rng):
        self.weights = rng.normal(0, np.sqrt(2 / n_in), (n_out, n_in))
        self.bias = np.zeros(n_out)
        self.activation = activation

    def propagate(self, data):
        self.upstream = data
        self.output = self.activation.forward(np.einsum("oi,bi->bo", self.weights, data) + self.bias)
        return self.output

    def calc_grads(self, grad_output):
        grad_input_sum = grad_output * self.activation.backward(self.output)
        self.grad_weights = np.einsum("bo,bi->oi", grad_input_sum, self.upstream)
        self.grad_bias = np.einsum("bo->o", grad_input_sum)
        return np.einsum("bo,oi->bi", grad_input_sum, self.weights)

    def apply(self, step):
        self.weights = self.weights - step * self.grad_weights
        self.bias = self.bias - step * self.grad_bias


class Stack:
    def __init__(self, *layers):
        self.layers = layers

    def propagate(self, data):
        for layer in self.layers:
            data = layer.propagate(data)
        return data

    def learn(self, data, wanted, step):
        grad = (self.propagate(data) - wanted) / wanted.size
        for layer in self.layers[::-1]:
            grad = layer.calc_grads(grad)
        for layer in self.layers:
            layer.apply(step)

    def half_mse(self, data, wanted):
        return 0.5 * np.mean((self.propagate(data) - wanted) ** 2)


if __name__ == "__main__":
    rng = np.random.default_rng(6)
    data = rng.uniform(-2, 2, (300, 2))
    wanted = np.stack([np.sin(data[:, 0]) * data[:, 1], np.abs(data[:, 1]) - 1], axis=1)
    net = Stack(Dense(2, 20, Elu, rng), Dense(20, 12, Elu, rng), Dense(12, 2, Linear, rng))
    for epoch in range(150):
        order = rng.permutation(len(data))
        for start in range(0, len(data), 30):
            part = order[start:start + 30]
            net.learn(data[part], wanted[part], 0.1)
        if epoch % 30 == 29:
            print("epoch", epoch + 1, "half mse", net.half_mse(data, wanted))
