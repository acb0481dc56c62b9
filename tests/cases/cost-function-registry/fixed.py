import numpy as np


def sigmoid_function(signal, derivative=False):
    if derivative:
        s = sigmoid_function(signal)
        return s * (1 - s)
    return 1 / (1 + np.exp(-signal))


def tanh_function(signal, derivative=False):
    if derivative:
        return 1 - np.power(np.tanh(signal), 2)
    return np.tanh(signal)


def softmax_function(signal, derivative=False):
    e_x = np.exp(signal - np.max(signal, axis=1, keepdims=True))
    out = e_x / np.sum(e_x, axis=1, keepdims=True)
    if derivative:
        # same as for the sigmoid
        return out * (1 - out)
    return out


def softmax_cross_entropy(outputs, targets, derivative=False):
    if derivative:
        return outputs - targets
    return np.mean(-np.sum(targets * np.log(np.clip(outputs, 1e-10, 1)), axis=1))


class NeuralNet:
    def __init__(self, settings):
        self.cost = settings["cost_function"]
        self.layers = settings["layers"]
        np.random.seed(settings["seed"])
        sizes = [settings["n_inputs"]] + [n for n, _ in self.layers]
        # one more row for the bias
        self.weights = [np.random.uniform(-0.7, 0.7, (a + 1, b)) for a, b in zip(sizes, sizes[1:])]

    def with_bias(self, A):
        return np.hstack((np.ones((A.shape[0], 1)), A))

    def update(self, A, trace=False):
        traced = [A]
        signals = []
        for w, (_, function) in zip(self.weights, self.layers):
            signal = np.dot(self.with_bias(A), w)
            A = function(signal)
            signals.append(signal)
            traced.append(A)
        return (signals, traced) if trace else A

    def gradient(self, data, targets):
        signals, outputs = self.update(data, trace=True)
        n = data.shape[0]
        delta = self.cost(outputs[-1], targets, derivative=True) / n
        grads = []
        for i in reversed(range(len(self.weights))):
            grads.insert(0, np.dot(self.with_bias(outputs[i]).T, delta))
            if i > 0:
                delta = np.dot(delta, self.weights[i][1:].T) * self.layers[i - 1][1](signals[i - 1], derivative=True)
        return grads

    def backpropagation(self, data, targets, learning_rate, max_iterations, error_limit=1e-3):
        for it in range(max_iterations):
            for w, g in zip(self.weights, self.gradient(data, targets)):
                w -= learning_rate * g
            error = self.cost(self.update(data), targets)
            if it % 300 == 0:
                print("[training] iteration %d error %.5f" % (it, error))
            if error <= error_limit:
                break
        return error


if __name__ == "__main__":
    rng = np.random.RandomState(40)
    data = rng.uniform(-2, 2, (240, 2))
    kinds = (data[:, 0] > 0).astype(int) + (data[:, 1] > 0.5 * data[:, 0] ** 2) * 2
    targets = np.eye(4)[kinds]
    net = NeuralNet({"n_inputs": 2, "layers": [(10, tanh_function), (4, softmax_function)],
                     "cost_function": softmax_cross_entropy, "seed": 3})
    error = net.backpropagation(data, targets, learning_rate=1.0, max_iterations=1500)
    print("correct:", np.mean(np.argmax(net.update(data), axis=1) == kinds))
    print("error after training:", error)
