import numpy as np


class SoftmaxRegression:
    def __init__(self, num_features, num_classes):
        self.num_classes = num_classes
        self.weights = np.zeros((num_classes, num_features))
        self.bias = np.zeros(num_classes)

    def forward(self, x):
        logits = x @ self.weights.T + self.bias
        shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
        return shifted / shifted.sum(axis=1, keepdims=True)

    def backward(self, x, y, probas):
        grad_w = -(x.T @ (y - probas)).T
        grad_b = -np.sum(y - probas, axis=0)
        return grad_w, grad_b

    def predict_labels(self, x):
        return np.argmax(self.forward(x), axis=1)

    def to_onehot(self, y):
        table = np.zeros((len(y), self.num_classes))
        table[np.arange(len(y)), y] = 1
        return table

    def train(self, x, y, num_epochs, learning_rate):
        targets = self.to_onehot(y)
        for e in range(num_epochs):
            probas = self.forward(x)
            grad_w, grad_b = self.backward(x, targets, probas)
            self.weights -= learning_rate / len(x) * grad_w
            self.bias -= learning_rate / len(x) * grad_b
            if e % 100 == 99:
                cost = -np.mean(np.log(probas[np.arange(len(y)), y] + 1e-12))
                acc = np.mean(self.predict_labels(x) == y)
                print("Epoch: %03d | Train ACC: %.3f | Cost: %.4f" % (e + 1, acc, cost))


if __name__ == "__main__":
    rng = np.random.default_rng(23)
    middles = np.array([[1.0, 1.0], [2.2, 2.2], [3.4, 3.4]])
    y = rng.integers(0, 3, 300)
    x = middles[y] + rng.normal(0, 0.3, (300, 2))
    model = SoftmaxRegression(2, 3)
    model.train(x, y, 600, 0.5)
    print("Weights:", model.weights.round(3).tolist())
    print("Bias:", model.bias)
