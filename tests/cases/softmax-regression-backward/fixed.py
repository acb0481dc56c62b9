import numpy as np


class SoftmaxRegression:

    def __init__(self, num_features, num_classes):
        self.num_classes = num_classes
        self.weights = np.zeros((num_classes, num_features))
        self.bias = np.zeros(num_classes)

    def forward(self, x):
        logits = x @ self.weights.T + self.bias
        logits = logits - logits.max(axis=1, keepdims=True)
        e = np.exp(logits)
        probas = e / e.sum(axis=1, keepdims=True)
        return logits, probas

    def backward(self, x, y, probas):
        grad_w = -((y - probas).T @ x)
        grad_b = -np.sum(y - probas, axis=0)
        return grad_w, grad_b

    def predict(self, x):
        return np.argmax(self.forward(x)[1], axis=1)

    def evaluate(self, x, labels):
        return np.mean(self.predict(x) == labels)

    def cost(self, x, y):
        probas = self.forward(x)[1]
        return np.mean(-np.sum(y * np.log(probas + 1e-12), axis=1))

    def train(self, x, labels, epochs, lr=0.1, minibatch_size=16, seed=7):
        rng = np.random.RandomState(seed)
        y = np.eye(self.num_classes)[labels]
        history = []
        for epoch in range(epochs):
            order = rng.permutation(len(x))
            for start in range(0, len(x), minibatch_size):
                idx = order[start:start + minibatch_size]
                _, probas = self.forward(x[idx])
                grad_w, grad_b = self.backward(x[idx], y[idx], probas)
                self.weights -= lr * grad_w / len(idx)
                self.bias -= lr * grad_b / len(idx)
            history.append(self.cost(x, y))
            if epoch % 10 == 9:
                print('Epoch: %03d | Train ACC: %.3f | Cost: %.3f'
                      % (epoch + 1, self.evaluate(x, labels), history[-1]))
        return history


def make_flowers(n, seed):
    # three kinds of flowers, petal length and petal width in cm
    rng = np.random.RandomState(seed)
    labels = rng.randint(0, 3, n)
    centre = np.array([[2.0, 1.0], [2.9, 1.9], [3.9, 2.9]])
    return centre[labels] + rng.normal(0, 0.22, (n, 2)), labels


x, labels = make_flowers(300, 3)
model = SoftmaxRegression(num_features=2, num_classes=3)
model.train(x, labels, epochs=60, lr=0.3)
print('Model parameters:')
print('  Weights:', model.weights)
print('  Bias:', model.bias)
