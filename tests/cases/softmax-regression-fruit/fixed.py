import numpy as np


class SoftmaxRegression:
    def __init__(self, num_features, num_classes):
        self.weights = np.zeros((num_features, num_classes))
        self.bias = np.zeros(num_classes)
        self.num_classes = num_classes

    def forward(self, x):
        logits = x @ self.weights + self.bias
        logits = logits - logits.max(axis=1, keepdims=True)
        e = np.exp(logits)
        return e / e.sum(axis=1, keepdims=True)

    def backward(self, x, y, probas):
        grad_w = -x.T @ (y - probas)
        grad_b = -np.sum(y - probas, axis=0)
        return grad_w, grad_b

    def predict_labels(self, x):
        return np.argmax(self.forward(x), axis=1)

    def evaluate(self, x, labels):
        return np.mean(self.predict_labels(x) == labels)

    def train(self, x, labels, num_epochs, learning_rate, minibatch_size, seed=1):
        rng = np.random.RandomState(seed)
        y_all = np.eye(self.num_classes)[labels]
        for epoch in range(num_epochs):
            idx = rng.permutation(len(x))
            for part in np.array_split(idx, len(x) // minibatch_size):
                probas = self.forward(x[part])
                grad_w, grad_b = self.backward(x[part], y_all[part], probas)
                self.weights -= learning_rate * grad_w / len(part)
                self.bias -= learning_rate * grad_b / len(part)
            if epoch % 20 == 0:
                p = self.forward(x)
                cost = -np.mean(np.sum(y_all * np.log(p + 1e-10), axis=1))
                print("Epoch: %03d | Train ACC: %.3f | Cost: %.3f" % (epoch, self.evaluate(x, labels), cost))


if __name__ == "__main__":
    rng = np.random.RandomState(4)
    # cherry, plum, apple: width and height in cm
    centres = np.array([[0.8, 0.9], [2.0, 2.1], [3.3, 3.1]])
    labels = rng.randint(0, 3, 300)
    x = centres[labels] + 0.22 * rng.randn(300, 2)
    model = SoftmaxRegression(2, 3)
    model.train(x, labels, 200, 0.5, 30)
    print("Bias:", model.bias)
    print("Weights:", model.weights.tolist())
    print("final accuracy: %.4f" % model.evaluate(x, labels))
