import numpy as np


class SoftmaxRegression:

    def __init__(self, num_features, num_classes):
        self.num_features = num_features
        self.num_classes = num_classes
        self.weights = np.zeros((num_classes, num_features))
        self.bias = np.zeros(num_classes)

    def softmax(self, z):
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def forward(self, x):
        return self.softmax(np.dot(x, self.weights.T) + self.bias)

    def backward(self, x, y, probas):
        grad_w = -np.dot(x.T, y - probas).T
        grad_b = -np.sum(y - probas, axis=0)
        return grad_w, grad_b

    def predict_labels(self, x):
        return np.argmax(self.forward(x), axis=1)

    def evaluate(self, x, labels):
        return np.mean(self.predict_labels(x) == labels)

    def train(self, x, labels, num_epochs, learning_rate=0.1):
        y = np.zeros((len(labels), self.num_classes))
        y[np.arange(len(labels)), labels] = 1
        for e in range(num_epochs):
            probas = self.forward(x)
            grad_w, grad_b = self.backward(x, y, probas)
            self.weights -= learning_rate * grad_w / len(x)
            self.bias -= learning_rate * grad_b / len(x)
            if e % 100 == 0:
                cost = -np.mean(np.sum(y * np.log(self.forward(x)), axis=1))
                print("Epoch: %03d | Train ACC: %.3f | Cost: %.3f" % (e, self.evaluate(x, labels), cost))


if __name__ == "__main__":
    rng = np.random.RandomState(123)
    middles = np.array([[1.0, 1.0], [2.5, 1.5], [4.5, 2.5]])
    labels = rng.choice(3, 300, p=[0.3, 0.5, 0.2])
    x = middles[labels] + rng.normal(0, 0.4, (300, 2))
    model = SoftmaxRegression(2, 3)
    model.train(x, labels, 801, 0.3)
    print("Weights:", np.round(model.weights, 3))
    print("Bias:", model.bias)
    print("final accuracy:", model.evaluate(x, labels))
