import numpy as np


class layer:
    def __init__(self, num_nodes_in_layer, num_nodes_in_next_layer, activation_function):
        self.num_nodes_in_layer = num_nodes_in_layer
        self.activation_function = activation_function
        self.activations = np.zeros([num_nodes_in_layer, 1])
        if num_nodes_in_next_layer:
            self.weights_for_layer = np.random.normal(0, 0.5, (num_nodes_in_layer, num_nodes_in_next_layer))
            self.bias_for_layer = np.random.normal(0, 0.5, (1, num_nodes_in_next_layer))


class neural_network:
    def __init__(self, num_nodes, activation_functions):
        self.layers = []
        for i in range(len(num_nodes)):
            following = num_nodes[i + 1] if i + 1 < len(num_nodes) else None
            self.layers.append(layer(num_nodes[i], following, activation_functions[i]))

    def forward_pass(self, inputs):
        self.layers[0].activations = inputs
        for i in range(len(self.layers) - 1):
            z = self.layers[i].activations @ self.layers[i].weights_for_layer + self.layers[i].bias_for_layer
            if self.layers[i + 1].activation_function == "sigmoid":
                self.layers[i + 1].activations = 1 / (1 + np.exp(-z))
            elif self.layers[i + 1].activation_function == "relu":
                self.layers[i + 1].activations = np.maximum(0, z)
        return self.layers[-1].activations

    def calculate_error(self, labels):
        y = self.layers[-1].activations
        return np.mean(-(labels * np.log(y) + (1 - labels) * np.log(1 - y)))

    def back_pass(self, labels, learning_rate):
        delta = (self.layers[-1].activations - labels) / len(labels)
        for i in range(len(self.layers) - 2, -1, -1):
            here = self.layers[i]
            dw = here.activations.T @ delta
            db = delta.sum(axis=0, keepdims=True)
            if i > 0:
                delta = (delta @ here.weights_for_layer.T) * (here.activations > 0)
            here.weights_for_layer -= learning_rate * dw
            here.bias_for_layer -= learning_rate * db

    def train(self, batch_size, inputs, labels, num_epochs, learning_rate):
        for j in range(num_epochs):
            errors = []
            for i in range(0, len(inputs), batch_size):
                self.forward_pass(inputs[i:i + batch_size])
                errors.append(self.calculate_error(labels[i:i + batch_size]))
                self.back_pass(labels[i:i + batch_size], learning_rate)
            if j % 10 == 0 or j == num_epochs - 1:
                print("== EPOCH: ", j + 1, "/", num_epochs, " ==   Error: ", np.mean(errors))

    def check_accuracy(self, inputs, labels):
        return 100 * np.mean((self.forward_pass(inputs) > 0.5) == labels)


if __name__ == "__main__":
    np.random.seed(30)
    # inside or outside of an ellipse; a few measurements are far away
    inputs = np.random.normal(0, 1, (400, 2))
    inputs[::25] *= 12
    labels = (inputs[:, :1] ** 2 + 2 * inputs[:, 1:] ** 2 > 1.5).astype(float)
    network = neural_network([2, 16, 16, 1], [None, "relu", "relu", "sigmoid"])
    network.train(20, inputs, labels, 50, 0.1)
    print("Accuracy: ", network.check_accuracy(inputs, labels))
    print("Error at the end: ", network.calculate_error(labels))
