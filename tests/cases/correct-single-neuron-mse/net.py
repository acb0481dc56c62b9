import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def train_neuron(features, labels, weights, bias, learning_rate, epochs):
    """One neuron, mean squared error. The factor 2 of the slope is inside the learning rate."""
    weights = weights.copy()
    history = []
    n = len(labels)
    for _ in range(epochs):
        z = np.dot(features, weights) + bias
        predictions = sigmoid(z)

        mse = np.mean((predictions - labels) ** 2)
        history.append(round(mse, 4))

        errors = predictions - labels
        slope = errors * predictions * (1 - predictions)
        weight_gradients = np.dot(features.T, slope) / n
        bias_gradient = np.sum(slope) / n

        weights -= learning_rate * weight_gradients
        bias -= learning_rate * bias_gradient
    return weights, bias, history


def make_leaves(n, rng):
    length = rng.normal(6, 1.5, n)
    width = rng.normal(3, 0.8, n)
    oak = (length - 2 * width + rng.normal(0, 0.3, n) > 0.2).astype(float)
    features = np.stack([(length - 6) / 1.5, (width - 3) / 0.8], axis=1)
    return features, oak


if __name__ == "__main__":
    rng = np.random.default_rng(1)
    features, labels = make_leaves(150, rng)
    weights, bias, history = train_neuron(features, labels, rng.normal(0, 0.1, 2), 0.0, 2.0, 800)
    print("mse:", history[::100])
    guess = sigmoid(features @ weights + bias) > 0.5
    print("accuracy:", np.mean(guess == (labels == 1)))
