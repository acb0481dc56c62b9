#!/usr/bin/env python3
"""Predict house prices (synthetic) with an MLP + dropout, nnfs-inspired."""
import argparse
import numpy as np


class Layer_Dense:
    def __init__(self, n_inputs, n_neurons):
        self.weights = np.random.randn(n_inputs, n_neurons) * np.sqrt(2 / n_inputs)
        self.biases = np.zeros((1, n_neurons))

    def forward(self, inputs, training):
        self.inputs = inputs
        self.output = np.dot(inputs, self.weights) + self.biases

    def backward(self, dvalues):
        self.dweights = np.dot(self.inputs.T, dvalues)
        self.dbiases = np.sum(dvalues, axis=0, keepdims=True)
        self.dinputs = np.dot(dvalues, self.weights.T)


class Layer_Dropout:
    def __init__(self, rate):
        # nnfs: store the keep rate
        self.rate = 1 - rate

    def forward(self, inputs, training):
        self.inputs = inputs
        if not training:
            self.output = inputs.copy()
            return
        self.binary_mask = np.random.binomial(1, self.rate, size=inputs.shape) / self.rate
        self.output = inputs * self.binary_mask

    def backward(self, dvalues):
        self.dinputs = dvalues * self.binary_mask


class Activation_ReLU:
    def forward(self, inputs, training):
        self.inputs = inputs
        self.output = np.maximum(0, inputs)

    def backward(self, dvalues):
        self.dinputs = dvalues.copy()
        self.dinputs[self.inputs <= 0] = 0


class Loss_MeanSquaredError:
    def forward(self, y_pred, y_true):
        return np.mean((y_true - y_pred) ** 2, axis=-1)

    def backward(self, dvalues, y_true):
        samples = len(dvalues)
        outputs = len(dvalues[0])
        self.dinputs = -2 * (y_true - dvalues) / outputs
        self.dinputs = self.dinputs / samples


class Optimizer_SGD:
    def __init__(self, learning_rate=0.02, decay=1e-3):
        self.learning_rate = learning_rate
        self.current_learning_rate = learning_rate
        self.decay = decay
        self.iterations = 0

    def pre_update_params(self):
        self.current_learning_rate = self.learning_rate / (1. + self.decay * self.iterations)

    def update_params(self, layer):
        layer.weights -= self.current_learning_rate * layer.dweights
        layer.biases -= self.current_learning_rate * layer.dbiases

    def post_update_params(self):
        self.iterations += 1


class Model:
    def __init__(self):
        self.layers = []

    def add(self, layer):
        self.layers.append(layer)

    def forward(self, X, training):
        for layer in self.layers:
            layer.forward(X, training)
            X = layer.output
        return X

    def backward(self, d):
        for layer in reversed(self.layers):
            layer.backward(d)
            d = layer.dinputs

    def predict(self, X):
        return self.forward(X, training=False)


def make_data(n):
    area = np.random.uniform(40, 200, n)
    rooms = np.random.randint(1, 7, n)
    age = np.random.uniform(0, 60, n)
    price = 50 + 2.1 * area + 12 * rooms - 0.9 * age + 15 * (age < 5) + np.random.randn(n) * 8
    X = np.c_[area, rooms, age]
    return X, price.reshape(-1, 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--epochs', default=120, type=int)
    parser.add_argument('--dropout', default=0.3, type=float)
    args = parser.parse_args()
    np.random.seed(0)

    X, y = make_data(600)
    X_test, y_test = make_data(200)
    mean, std = X.mean(0), X.std(0)
    X, X_test = (X - mean) / std, (X_test - mean) / std
    y = y / 100          # price in 100k
    y_test = y_test / 100

    model = Model()
    model.add(Layer_Dense(3, 32))
    model.add(Activation_ReLU())
    model.add(Layer_Dropout(args.dropout))
    model.add(Layer_Dense(32, 32))
    model.add(Activation_ReLU())
    model.add(Layer_Dropout(args.dropout))
    model.add(Layer_Dense(32, 1))
    loss_function = Loss_MeanSquaredError()
    optimizer = Optimizer_SGD()

    for epoch in range(args.epochs):
        idx = np.random.permutation(len(X))
        for start in range(0, len(X), 30):
            batch = idx[start:start + 30]
            out = model.forward(X[batch], training=True)
            loss = np.mean(loss_function.forward(out, y[batch]))
            loss_function.backward(out, y[batch])
            model.backward(loss_function.dinputs)
            optimizer.pre_update_params()
            for layer in model.layers:
                if hasattr(layer, 'weights'):
                    optimizer.update_params(layer)
            optimizer.post_update_params()
        if not epoch % 30:
            print(f'epoch: {epoch}, loss: {loss:.3f}, lr: {optimizer.current_learning_rate:.4f}')

    pred = model.predict(X_test)
    print('test MSE:', np.mean((pred - y_test) ** 2), ' variance of y:', y_test.var())
    print('mean prediction', pred.mean(), 'mean price', y_test.mean())


if __name__ == '__main__':
    main()
