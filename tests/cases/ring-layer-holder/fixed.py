import numpy as np


class Layer():
    def __init__(self, number_of_neurons, number_of_inputs, rng):
        self.weights = rng.randn(number_of_neurons, number_of_inputs)
        self.bias = np.zeros((number_of_neurons, 1))


class NeuralNetwork():
    def __init__(self, layer1, layer2):
        self.layer1 = layer1
        self.layer2 = layer2

    def sigmoid(self, x):
        return 1 / (1 + np.exp(-x))

    def derivative_sigmoid(self, a):
        return a * (1 - a)

    def forward(self, inputs):
        a1 = self.sigmoid(np.dot(self.layer1.weights, inputs) + self.layer1.bias)
        a2 = self.sigmoid(np.dot(self.layer2.weights, a1) + self.layer2.bias)
        return a1, a2

    def get_cost(self, Y_hat, Y):
        m = Y.shape[1]
        cost = -1 / m * (np.dot(Y, np.log(Y_hat).T) + np.dot(1 - Y, np.log(1 - Y_hat).T))
        return np.squeeze(cost)

    def train(self, inputs, labels, epochs, lr):
        m = inputs.shape[1]
        for epoch in range(1, epochs + 1):
            a1, a2 = self.forward(inputs)
            layer2_delta = (a2 - labels) / m
            Dw_layer2 = np.dot(layer2_delta, a1.T)
            Db_layer2 = np.sum(layer2_delta, axis=1, keepdims=True)
            layer1_delta = np.dot(self.layer2.weights.T, layer2_delta) * self.derivative_sigmoid(a1)
            Dw_layer1 = np.dot(layer1_delta, inputs.T)
            Db_layer1 = np.sum(layer1_delta, axis=1, keepdims=True)

            self.layer2.weights = self.layer2.weights - lr * Dw_layer2
            self.layer2.bias = self.layer2.bias - lr * Db_layer2
            self.layer1.weights = self.layer1.weights - lr * Dw_layer1
            self.layer1.bias = self.layer1.bias - lr * Db_layer1
            if epoch % 500 == 0:
                print("epoch", epoch, "cost", self.get_cost(a2, labels))


def disc_and_ring(n, rng):
    r = np.r_[rng.uniform(0, 1, n // 2), rng.uniform(1.4, 2.2, n // 2)]
    phi = rng.uniform(0, 2 * np.pi, n)
    X = np.vstack([r * np.cos(phi), r * np.sin(phi)])
    Y = (np.arange(n) >= n // 2).astype(float).reshape(1, n)
    mix = rng.permutation(n)
    return X[:, mix], Y[:, mix]


if __name__ == "__main__":
    rng = np.random.RandomState(12)
    X, Y = disc_and_ring(200, rng)
    X_new, Y_new = disc_and_ring(200, rng)
    net = NeuralNetwork(Layer(8, 2, rng), Layer(1, 8, rng))
    net.train(X, Y, 3000, 2.0)
    print("new points right:", np.mean((net.forward(X_new)[1] > 0.5) == Y_new))
