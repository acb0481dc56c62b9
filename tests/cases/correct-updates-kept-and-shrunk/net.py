import numpy as np


class Connected:
    def __init__(self, inputs, outputs, activation, rng):
        self.weights = rng.uniform(-1, 1, (outputs, inputs)) * np.sqrt(2. / inputs)
        self.biases = np.zeros(outputs)
        self.weight_updates = np.zeros((outputs, inputs))
        self.bias_updates = np.zeros(outputs)
        self.activation = activation

    def activate(self, x):
        if self.activation == "leaky":
            return np.where(x > 0, x, .1 * x)
        if self.activation == "logistic":
            return 1. / (1. + np.exp(-x))
        return x

    def gradient(self, out):
        if self.activation == "leaky":
            return np.where(out > 0, 1., .1)
        if self.activation == "logistic":
            return (1 - out) * out
        return np.ones_like(out)

    def forward(self, net_input):
        self.input = net_input
        self.output = self.activate(net_input @ self.weights.T + self.biases)
        return self.output

    def backward(self, delta):
        delta = delta * self.gradient(self.output)
        self.bias_updates += delta.sum(axis=0)
        self.weight_updates += delta.T @ self.input
        return delta @ self.weights

    def update(self, batch, learning_rate, momentum, decay):
        self.biases += learning_rate / batch * self.bias_updates
        self.bias_updates *= momentum

        self.weight_updates += -decay * batch * self.weights
        self.weights += learning_rate / batch * self.weight_updates
        self.weight_updates *= momentum


class Network:
    def __init__(self, layers, learning_rate, momentum, decay):
        self.layers = layers
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.decay = decay

    def predict(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def train_batch(self, x, truth):
        delta = truth - self.predict(x)
        cost = 0.5 * np.sum(delta ** 2) / len(x)
        for layer in reversed(self.layers):
            delta = layer.backward(delta)
        for layer in self.layers:
            layer.update(len(x), self.learning_rate, self.momentum, self.decay)
        return cost


def boats(n, rng):
    # is the boat (x, y) nearer to the harbour than the wind lets it drift?
    x = rng.uniform(-1, 1, (n, 3))
    truth = (np.hypot(x[:, 0], x[:, 1]) < 0.7 + 0.2 * x[:, 2]).astype(float)
    return x, truth[:, None]


if __name__ == "__main__":
    rng = np.random.default_rng(31)
    x, truth = boats(600, rng)
    net = Network([Connected(3, 20, "leaky", rng), Connected(20, 10, "leaky", rng),
                   Connected(10, 1, "logistic", rng)], .1, .9, .0001)
    for epoch in range(60):
        order = rng.permutation(len(x))
        costs = [net.train_batch(x[order[s:s + 30]], truth[order[s:s + 30]]) for s in range(0, len(x), 30)]
        if epoch % 15 == 0:
            print(epoch, np.mean(costs))
    print("accuracy", np.mean((net.predict(x) > .5) == truth))
