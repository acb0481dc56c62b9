import numpy as np


class SoftmaxRegressor:
    def __init__(self, num_features, num_classes):
        self.num_features = num_features
        self.num_classes = num_classes
        self.weights = np.zeros((num_classes, num_features))
        self.bias = np.zeros(num_classes)

    def forward(self, x):
        logits = np.dot(x, self.weights.T) + self.bias
        return self._softmax(logits)

    def backward(self, x, y, probas):
        grad_w = -np.dot(x.T, y - probas).T
        grad_b = -np.sum(y - probas, axis=0)
        return grad_w, grad_b

    def predict_labels(self, x):
        return np.argmax(self.forward(x), axis=1)

    def evaluate(self, x, y):
        return np.mean(self.predict_labels(x) == y)

    def _softmax(self, z):
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def train(self, x, y, num_epochs, learning_rate=0.1):
        cost_history = []
        y_onehot = np.eye(self.num_classes)[y]
        for e in range(num_epochs):
            probas = self.forward(x)
            grad_w, grad_b = self.backward(x, y_onehot, probas)

            self.weights -= learning_rate * grad_w / len(y)
            self.bias -= learning_rate * grad_b / len(y)

            cost = -np.mean(np.sum(y_onehot * np.log(self.forward(x)), axis=1))
            cost_history.append(cost)
            if (e + 1) % 100 == 0:
                print("Epoch: %03d | Train acc: %.3f | Cost: %.4f" % (e + 1, self.evaluate(x, y), cost))
        return cost_history


def stripes(n, rng):
    """three classes one behind the other, the middle one is only told by the offset"""
    y = rng.integers(0, 3, n)
    along = np.array([1.0, 3.0, 5.0])[y] + rng.normal(0, 0.35, n)
    across = rng.normal(0, 0.5, n)
    return np.stack([along + across, along - across], axis=1), y


if __name__ == "__main__":
    rng = np.random.default_rng(12)
    x_train, y_train = stripes(240, rng)
    x_test, y_test = stripes(90, rng)
    model = SoftmaxRegressor(2, 3)
    model.train(x_train, y_train, num_epochs=800, learning_rate=0.3)
    print("Weights:", np.round(model.weights, 3))
    print("Bias:", np.round(model.bias, 3))
    print("Test set accuracy:", model.evaluate(x_test, y_test))
