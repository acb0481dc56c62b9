import numpy as np


class SoftmaxReg:
    def __init__(self, n_features, n_classes):
        self.weights = np.zeros((n_classes, n_features))
        self.bias = np.zeros(n_classes)

    def forward(self, x):
        logits = x @ self.weights.T + self.bias
        e = np.exp(logits - logits.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def backward(self, x, y, probas):
        grad_w = -(x.T @ (y - probas)).T
        grad_b = -np.sum(y - probas, axis=0)
        return grad_w, grad_b

    def predict(self, x):
        return np.argmax(self.forward(x), axis=1)

    def evaluate(self, x, labels):
        return np.mean(self.predict(x) == labels)

    def train(self, x, labels, epochs, lr, batch=32):
        onehot = np.eye(len(self.bias))[labels]
        history = []
        for e in range(epochs):
            order = np.random.permutation(len(x))
            for k in range(0, len(x), batch):
                part = order[k:k + batch]
                probas = self.forward(x[part])
                grad_w, grad_b = self.backward(x[part], onehot[part], probas)
                self.weights -= lr * grad_w / len(part)
                self.bias -= lr * grad_b / len(part)
            p = self.forward(x)
            cost = -np.mean(np.log(p[np.arange(len(x)), labels]))
            history.append(cost)
            if e % 10 == 9:
                print('Epoch: %03d | Train ACC: %.3f | Cost: %.4f' % (e + 1, self.evaluate(x, labels), cost))
        return history


def three_clouds(n):
    centres = np.array([[0.5, 0.5], [1.5, 1.4], [3.0, 2.4]])
    labels = np.random.randint(0, 3, n)
    return centres[labels] + np.random.normal(0, 0.3, (n, 2)), labels


if __name__ == '__main__':
    np.random.seed(123)
    X_train, y_train = three_clouds(300)
    X_test, y_test = three_clouds(150)
    model = SoftmaxReg(2, 3)
    model.train(X_train, y_train, 50, 0.3)
    print('Weights', model.weights)
    print('Bias', model.bias)
    print('Test ACC:', model.evaluate(X_test, y_test))
