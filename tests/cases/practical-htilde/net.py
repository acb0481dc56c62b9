import numpy as np


def softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


class MyMLP:
    """practical work: x -> htilde -> h = tanh(htilde) -> ytilde -> y = softmax(ytilde)"""

    def __init__(self, input_size, hidden_size, output_size):
        self.Wh = np.random.normal(0, 0.3, (input_size, hidden_size))
        self.bh = np.zeros((1, hidden_size))
        self.Wy = np.random.normal(0, 0.3, (hidden_size, output_size))
        self.by = np.zeros((1, output_size))

    def forward(self, x):
        self.x = x
        self.htilde = x @ self.Wh + self.bh
        self.h = np.tanh(self.htilde)
        self.ytilde = self.h @ self.Wy + self.by
        self.y = softmax(self.ytilde)
        return self.y

    def loss(self, true_label):
        return -np.mean(np.sum(true_label * np.log(self.y + 1e-12), axis=1))

    def backward(self, true_label):
        m = len(true_label)
        grad_ytilde = (self.y - true_label) / m
        grad_Wy = self.h.T @ grad_ytilde
        grad_by = np.sum(grad_ytilde, axis=0, keepdims=True)

        grad_h = grad_ytilde @ self.Wy.T
        grad_htilde = (1 - self.h ** 2) * grad_h
        grad_Wh = self.x.T @ grad_h
        grad_bh = np.sum(grad_h, axis=0, keepdims=True)
        return {"Wh": grad_Wh, "bh": grad_bh, "Wy": grad_Wy, "by": grad_by}

    def sgd(self, grads, lr):
        for name in grads:
            getattr(self, name)[...] -= lr * grads[name]


def circles(n_per_class):
    x, y = [], []
    for label, radius in enumerate((0.5, 1.5, 2.5)):
        angle = np.random.uniform(0, 2 * np.pi, n_per_class)
        r = radius + np.random.normal(0, 0.15, n_per_class)
        x.append(np.c_[r * np.cos(angle), r * np.sin(angle)])
        y += [label] * n_per_class
    return np.vstack(x), np.eye(3)[y]


if __name__ == "__main__":
    np.random.seed(45)
    X, Y = circles(120)
    model = MyMLP(2, 20, 3)
    lr = 0.3
    batch_size = 20
    for epoch in range(60):
        order = np.random.permutation(len(X))
        for i in range(0, len(X), batch_size):
            xb, yb = X[order[i:i + batch_size]], Y[order[i:i + batch_size]]
            model.forward(xb)
            model.sgd(model.backward(yb), lr)
        pred = model.forward(X)
        if epoch % 10 == 9:
            print("epoch", epoch + 1, "loss", model.loss(Y), "acc", np.mean(pred.argmax(1) == Y.argmax(1)))
