import numpy as np

# (features, batch); the arrays are made once and written over in each step


class Tanh:
    def fprop_func(self, inputs, outputs):
        np.tanh(inputs, out=outputs)
        # the sums are not needed any more, their place takes the slope
        np.multiply(outputs, outputs, out=inputs)
        np.subtract(1.0, inputs, out=inputs)


class Linear:
    def fprop_func(self, inputs, outputs):
        outputs[:] = inputs
        inputs[:] = 1.0


class FCLayer:
    def __init__(self, n_in, n_out, batch, activation, rng):
        self.weights = rng.standard_normal((n_out, n_in)) / np.sqrt(n_in)
        self.biases = np.zeros((n_out, 1))
        self.pre_act = np.zeros((n_out, batch))
        self.output = np.zeros((n_out, batch))
        self.berror = np.zeros((n_in, batch))
        self.activation = activation

    def fprop(self, inputs):
        np.dot(self.weights, inputs, out=self.pre_act)
        self.pre_act += self.biases
        self.activation.fprop_func(self.pre_act, self.output)

    def bprop(self, error, inputs, rate):
        np.multiply(error, self.pre_act, out=error)
        np.dot(self.weights.T, error, out=self.berror)
        self.weight_updates = np.dot(error, inputs.T)
        self.bias_updates = error.sum(axis=1, keepdims=True)
        self.weights -= rate * self.weight_updates
        self.biases -= rate * self.bias_updates


class MLP:
    def __init__(self, layers):
        self.layers = layers

    def fprop(self, x):
        for layer in self.layers:
            layer.fprop(x)
            x = layer.output
        return x

    def bprop(self, x, targets, rate):
        error = (self.layers[-1].output - targets) / targets.shape[1]
        for i in range(len(self.layers) - 1, -1, -1):
            inputs = self.layers[i - 1].output if i > 0 else x
            self.layers[i].bprop(error, inputs, rate)
            error = self.layers[i].berror

    def fit(self, x, targets, batch, rate, epochs):
        for epoch in range(epochs):
            cost = 0.0
            for s in range(0, x.shape[1], batch):
                out = self.fprop(x[:, s:s + batch])
                cost += 0.5 * np.sum((out - targets[:, s:s + batch]) ** 2)
                self.bprop(x[:, s:s + batch], targets[:, s:s + batch], rate)
            if epoch % 20 == 0:
                print("epoch", epoch, "cost", cost / x.shape[1])
        return cost / x.shape[1]


if __name__ == "__main__":
    rng = np.random.default_rng(5)
    x = rng.uniform(-1, 1, (2, 400))
    targets = np.vstack([x[0] * x[1], np.sin(3 * x[0])])
    net = MLP([FCLayer(2, 20, 40, Tanh(), rng), FCLayer(20, 10, 40, Tanh(), rng), FCLayer(10, 2, 40, Linear(), rng)])
    print("final cost", net.fit(x, targets, 40, 0.2, 120))
