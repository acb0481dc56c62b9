import numpy as np


def tanh_function(signal, derivative=False):
    if derivative:
        # signal has been through tanh already
        return 1 - np.power(signal, 2)
    return np.tanh(signal)


def sigmoid_function(signal, derivative=False):
    if derivative:
        return np.multiply(signal, 1 - signal)
    return 1 / (1 + np.exp(-signal))


def add_bias(A):
    # the bias is the first row of the weights
    return np.hstack((np.ones((A.shape[0], 1)), A))


class NeuralNet:
    def __init__(self, n_inputs, layers):
        self.layers = layers
        self.weights = []
        for size, _ in layers:
            self.weights.append(np.random.normal(0, 0.7, (n_inputs + 1, size)))
            n_inputs = size

    def update(self, inputs, trace=False):
        output = inputs
        outputs = [output]
        for weight, (_, function) in zip(self.weights, self.layers):
            output = function(np.dot(output, weight[1:]) + weight[0])
            outputs.append(output)
        return outputs if trace else output

    def gradient(self, inputs, targets):
        trace = self.update(inputs, trace=True)
        gradients = []
        # 0.5 * sum of squares, mean over the batch
        delta = (trace[-1] - targets) * self.layers[-1][1](trace[-1], derivative=True)
        backwards = reversed(range(len(self.weights)))
        for i, signal in zip(backwards, trace[-2::-1]):
            gradients.insert(0, np.dot(add_bias(signal).T, delta) / len(inputs))
            if i > 0:
                delta = np.dot(delta, self.weights[i][1:].T) * self.layers[i - 1][1](signal, derivative=True)
        return gradients

    def train(self, inputs, targets, limit=0.005, rate=0.8, max_epochs=8000):
        error, epoch = limit + 1, 0
        while error > limit and epoch < max_epochs:
            epoch += 1
            for i, gradient in enumerate(self.gradient(inputs, targets)):
                self.weights[i] -= rate * gradient
            error = 0.5 * np.mean(np.sum((self.update(inputs) - targets) ** 2, axis=1))
            if epoch % 1000 == 0:
                print("* current network error:", error)
        print("* trained for", epoch, "epochs, error", error)
        return error


if __name__ == "__main__":
    np.random.seed(13)
    # sum of two bits with carry: low bit, high bit
    bits = np.array([[a, b, c] for a in (0, 1) for b in (0, 1) for c in (0, 1)], dtype=float)
    total = bits.sum(axis=1).astype(int)
    targets = np.column_stack([total % 2, total // 2]).astype(float)
    net = NeuralNet(3, [(6, tanh_function), (5, tanh_function), (2, sigmoid_function)])
    net.train(bits, targets)
    print(np.hstack([bits, np.round(net.update(bits), 2)]))
    print("final error", np.mean(np.abs(net.update(bits) - targets)))
