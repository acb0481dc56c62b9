import numpy as np


class HingeClassifier:
    """scores = ReLU(X V) W, multiclass hinge loss"""

    def __init__(self, n_in, n_hidden, n_classes, reg=1e-4):
        self.V = np.random.randn(n_in + 1, n_hidden) * np.sqrt(2.0 / n_in)
        self.V[-1] = 0
        self.W = np.random.randn(n_hidden + 1, n_classes) * np.sqrt(1.0 / n_hidden)
        self.reg = reg

    def add_one(self, X):
        return np.c_[X, np.ones(len(X))]

    def scores(self, X):
        self.X1 = self.add_one(X)
        self.hidden = np.maximum(self.X1 @ self.V, 0)
        self.H1 = self.add_one(self.hidden)
        return self.H1 @ self.W

    def loss(self, X, y):
        num_train = len(X)
        scores = self.scores(X)
        correct_class_scores = scores[range(num_train), y].reshape(-1, 1)
        margins = np.maximum(0, scores - correct_class_scores + 1)
        margins[range(num_train), y] = 0
        loss = margins.sum() / num_train + 0.5 * self.reg * (np.sum(self.W ** 2) + np.sum(self.V ** 2))

        dscores = np.zeros_like(scores)
        dscores[margins > 0] = 1
        dscores[range(num_train), y] = -dscores.sum(axis=1)
        dscores /= num_train
        self.dW = self.H1.T @ dscores + self.reg * self.W
        dH = dscores @ self.W[:-1].T
        dH[self.hidden == 0] = 0
        self.dV = self.X1.T @ dH + self.reg * self.V
        return loss

    def train(self, X, y, rate, steps, batch):
        for step in range(steps):
            pick = np.random.randint(0, len(X), batch)
            loss = self.loss(X[pick], y[pick])
            self.W -= rate * self.dW
            self.V -= rate * self.dV
            if step % 200 == 0:
                print("step", step, "loss", loss)

    def predict(self, X):
        return self.scores(X).argmax(axis=1)


np.random.seed(21)
# four arms of a spiral
n, classes = 100, 4
X = np.zeros((n * classes, 2))
y = np.zeros(n * classes, dtype=int)
for k in range(classes):
    r = np.linspace(0.1, 1, n)
    t = np.linspace(k * 1.57, k * 1.57 + 2.5, n) + np.random.randn(n) * 0.12
    X[k * n:(k + 1) * n] = np.c_[r * np.sin(t), r * np.cos(t)]
    y[k * n:(k + 1) * n] = k

net = HingeClassifier(2, 60, classes)
net.train(X, y, 0.1, 2000, 64)
print("training accuracy", np.mean(net.predict(X) == y))
