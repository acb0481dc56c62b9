import numpy as np


class SoftmaxRegression:
    def __init__(self, num_features, num_classes):
        self.num_classes = num_classes
        self.weights = np.zeros((num_classes, num_features))
        self.bias = np.zeros(num_classes)

    def forward(self, x):
        logits = x.dot(self.weights.T) + self.bias
        z = np.exp(logits - logits.max(axis=1)[:, None])
        return z / z.sum(axis=1)[:, None]

    def backward(self, x, y, probs):
        grad_w = -x.T.dot(y - probs).T
        grad_b = -np.sum(y - probs)
        return grad_w, grad_b

    def cost(self, y, probs):
        return np.mean(-np.sum(np.log(probs + 1e-12) * y, axis=1))

    def evaluate(self, x, labels):
        return np.mean(self.forward(x).argmax(axis=1) == labels)

    def train(self, x, labels, epochs, learning_rate=0.5):
        y = np.eye(self.num_classes)[labels]
        for e in range(epochs):
            probs = self.forward(x)
            grad_w, grad_b = self.backward(x, y, probs)
            self.weights -= learning_rate * grad_w / len(x)
            self.bias -= learning_rate * grad_b / len(x)
            if e % 50 == 0:
                print("Epoch: %03d | Train ACC: %.3f | Cost: %.3f" % (e + 1, self.evaluate(x, labels), self.cost(y, probs)))


if __name__ == "__main__":
    np.random.seed(123)
    labels = np.repeat([0, 1, 2], 60)
    # petal length and width, scaled to 0..1
    centre = np.array([[0.08, 0.06], [0.55, 0.50], [0.77, 0.80]])
    x = centre[labels] + np.random.normal(0, [0.06, 0.08], (180, 2))
    model = SoftmaxRegression(2, 3)
    model.train(x, labels, 501)
    print("weights", model.weights)
    print("bias", model.bias)
    print("Accuracy: %.3f" % model.evaluate(x, labels))
