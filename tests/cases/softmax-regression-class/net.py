import numpy as np


class SoftmaxRegression1:
    def __init__(self, num_features, num_classes):
        self.num_features = num_features
        self.num_classes = num_classes
        # weights: one row per class
        self.weights = np.zeros((num_classes, num_features))
        self.bias = np.zeros(num_classes)

    def softmax(self, z):
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def forward(self, x):
        logits = x @ self.weights.T + self.bias
        return self.softmax(logits)

    def backward(self, x, y, probas):
        grad_loss_wrt_w = -(x.T @ (y - probas)).T
        grad_loss_wrt_b = -np.sum(y - probas)
        return grad_loss_wrt_w, grad_loss_wrt_b

    def predict_labels(self, x):
        return self.forward(x).argmax(axis=1)

    def evaluate(self, x, labels):
        return np.mean(self.predict_labels(x) == labels)

    def train(self, x, labels, num_epochs, learning_rate):
        y = np.eye(self.num_classes)[labels]
        cost = []
        for e in range(num_epochs):
            probas = self.forward(x)
            grad_w, grad_b = self.backward(x, y, probas)
            self.weights -= learning_rate * (1 / len(y)) * grad_w
            self.bias -= learning_rate * (1 / len(y)) * grad_b
            cost.append(-np.mean(np.sum(y * np.log(self.forward(x)), axis=1)))
            if (e + 1) % 400 == 0:
                print("Epoch: %03d | Train ACC: %.3f | Cost: %.3f" % (e + 1, self.evaluate(x, labels), cost[-1]))
        return cost


if __name__ == "__main__":
    rng = np.random.RandomState(5)
    labels = rng.randint(0, 3, 240)
    # petal length, petal width; nothing is centred
    means = np.array([[1.5, 0.3], [4.3, 1.3], [5.6, 2.1]])
    x = means[labels] + rng.normal(0, 1, (240, 2)) * [0.35, 0.2]
    model = SoftmaxRegression1(2, 3)
    model.train(x[:160], labels[:160], 2000, 0.4)
    print("Weights:", model.weights)
    print("Bias:", model.bias)
    print("Test ACC: %.4f" % model.evaluate(x[160:], labels[160:]))
