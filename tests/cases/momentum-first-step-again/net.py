import numpy as np


class Parameter:
    def __init__(self, value):
        self.value = value
        self.grad = np.zeros_like(value)


class Model:
    def __init__(self, n_in, n_hid, n_out):
        self.W1 = Parameter(np.random.normal(0, np.sqrt(2 / n_in), (n_in, n_hid)))
        self.b1 = Parameter(np.zeros((1, n_hid)))
        self.W2 = Parameter(np.random.normal(0, np.sqrt(2 / n_hid), (n_hid, n_out)))
        self.b2 = Parameter(np.zeros((1, n_out)))
        self.parameters = [self.W1, self.b1, self.W2, self.b2]

    def predict(self, x):
        self.x = x
        self.h = np.maximum(x @ self.W1.value + self.b1.value, 0)
        z = self.h @ self.W2.value + self.b2.value
        e = np.exp(z - z.max(axis=1, keepdims=True))
        self.p = e / e.sum(axis=1, keepdims=True)
        return self.p

    def loss(self, t):
        return -np.sum(t * np.log(self.p + 1e-12)) / len(t)

    def backward(self, t):
        dz = (self.p - t) / len(t)
        self.W2.grad = self.h.T @ dz
        self.b2.grad = dz.sum(axis=0, keepdims=True)
        dh = dz @ self.W2.value.T * (self.h > 0)
        self.W1.grad = self.x.T @ dh
        self.b1.grad = dh.sum(axis=0, keepdims=True)


class Momentum:
    def __init__(self, parameters, learning_rate=0.01, momentum=0.95):
        self.parameters = parameters
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.v = {}

    def update(self):
        for i, param in enumerate(self.parameters):
            if i not in self.v:
                self.v[i] = -param.grad
            else:
                self.v[i] = self.momentum * self.v[i] - self.learning_rate * param.grad
            param.value += self.v[i]


def make_data(n):
    centres = np.random.normal(0, 1, (12, 10))
    which = np.random.randint(0, 12, n)
    x = centres[which] + np.random.normal(0, 0.4, (n, 10))
    return x, np.eye(4)[which % 4]


if __name__ == "__main__":
    np.random.seed(5)
    x, t = make_data(600)
    model = Model(10, 20, 4)
    optimizer = Momentum(model.parameters)
    for epoch in range(1, 7):
        order = np.random.permutation(len(x))
        for k in range(0, len(x), 30):
            pick = order[k:k + 30]
            model.predict(x[pick])
            model.backward(t[pick])
            optimizer.update()
        p = model.predict(x)
        acc = np.mean(p.argmax(axis=1) == t.argmax(axis=1))
        print("epoch", epoch, "loss", round(model.loss(t), 4), "accuracy", round(acc, 4))
