import numpy as np

np.random.seed(23)


def sigmoid(x, derivative=False):
    if derivative:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))


class Layer:
    def __init__(self, n_in, n_out, activation_function=sigmoid):
        self.weights = np.random.normal(0, 1.0, (n_in, n_out))
        self.bias = np.zeros((1, n_out))
        self.activation_function = activation_function

    def forward(self, x):
        return self.activation_function(x.dot(self.weights) + self.bias)


class HiddenLayer(Layer):
    def backward(self, output, gradients_next_layer, weights_next_layer):
        error = gradients_next_layer.dot(weights_next_layer.T)
        delta = error * self.activation_function(output, derivative=True)
        return error, delta


class OutputLayer(Layer):
    def backward(self, output, y):
        error = y - output
        delta = error * self.activation_function(output, derivative=True)
        return error, delta


class NeuralNetwork:
    def __init__(self, n_in, n_hidden, n_out, lr):
        self.hidden_layer_1 = HiddenLayer(n_in, n_hidden)
        self.hidden_layer_2 = HiddenLayer(n_hidden, n_hidden)
        self.output_layer = OutputLayer(n_hidden, n_out)
        self.lr = lr

    def forward(self, X):
        self.z = self.hidden_layer_1.forward(X)
        self.z2 = self.hidden_layer_2.forward(self.z)
        return self.output_layer.forward(self.z2)

    def backprop(self, X, y, output):
        self.output_error, self.output_delta = self.output_layer.backward(output, y)
        self.z2_error, self.z2_delta = self.hidden_layer_2.backward(self.z2, self.output_delta,
                                                                    self.output_layer.weights)
        self.z_error, self.z_delta = self.hidden_layer_1.backward(self.z, self.z2_delta,
                                                                  self.hidden_layer_2.weights)

        self.hidden_layer_1.weights += self.lr * X.T.dot(self.z_delta)
        self.hidden_layer_1.bias += self.lr * np.sum(self.z_delta, axis=0, keepdims=True)
        self.hidden_layer_2.weights += self.lr * self.z.T.dot(self.z2_delta)
        self.hidden_layer_2.bias += self.lr * np.sum(self.z2_delta, axis=0, keepdims=True)
        self.output_layer.weights += self.lr * self.z2.T.dot(self.output_delta)
        self.output_layer.bias += self.lr * np.sum(self.output_delta, axis=0, keepdims=True)

    def train(self, X, y, epochs):
        for i in range(epochs):
            output = self.forward(X)
            self.backprop(X, y, output)
            if i % 1000 == 0:
                print(i, "Loss:", np.mean(np.square(y - output)))


# which quadrant (four outputs) a point is in, apart from a disc in the middle (none)
X = np.random.uniform(-1, 1, (80, 2))
y = np.zeros((80, 4))
for row, (a, b) in enumerate(X):
    if a * a + b * b > 0.2:
        y[row, 2 * int(a > 0) + int(b > 0)] = 1

nn = NeuralNetwork(2, 8, 4, 0.2)
nn.train(X, y, 6000)
output = nn.forward(X)
print("all four outputs right:", np.mean(np.all((output > 0.5) == (y > 0.5), axis=1)))
print("Loss after training:", np.mean(np.square(y - output)))
