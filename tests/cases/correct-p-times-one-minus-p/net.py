import numpy as np


class Softmax():
    def __call__(self, x):
        e_x = np.exp(x - np.max(x, axis=-1, keepdims=True))
        return e_x / np.sum(e_x, axis=-1, keepdims=True)

    def gradient(self, x):
        p = self.__call__(x)
        return p * (1 - p)


class ReLU():
    def __call__(self, x):
        return np.where(x >= 0, x, 0)

    def gradient(self, x):
        return np.where(x >= 0, 1, 0)


class CrossEntropy():
    # together with Softmax.gradient this gives p - y
    def loss(self, y, p):
        p = np.clip(p, 1e-15, 1 - 1e-15)
        return -np.sum(y * np.log(p), axis=1)

    def gradient(self, y, p):
        p = np.clip(p, 1e-15, 1 - 1e-15)
        return - (y / p) + (1 - y) / (1 - p)


class Dense():
    def __init__(self, n_units, n_inputs, rng):
        limit = 1 / np.sqrt(n_inputs)
        self.W = rng.uniform(-limit, limit, (n_inputs, n_units))
        self.w0 = np.zeros((1, n_units))

    def forward_pass(self, X):
        self.layer_input = X
        return X.dot(self.W) + self.w0

    def backward_pass(self, accum_grad, rate):
        W = self.W
        grad_w = self.layer_input.T.dot(accum_grad)
        grad_w0 = np.sum(accum_grad, axis=0, keepdims=True)
        self.W = self.W - rate * grad_w
        self.w0 = self.w0 - rate * grad_w0
        return accum_grad.dot(W.T)


class Activation():
    def __init__(self, function):
        self.function = function

    def forward_pass(self, X):
        self.layer_input = X
        return self.function(X)

    def backward_pass(self, accum_grad, rate):
        return accum_grad * self.function.gradient(self.layer_input)


class NeuralNetwork():
    def __init__(self, rate):
        self.layers = []
        self.rate = rate
        self.loss_function = CrossEntropy()

    def add(self, layer):
        self.layers.append(layer)

    def predict(self, X):
        for layer in self.layers:
            X = layer.forward_pass(X)
        return X

    def train_on_batch(self, X, y):
        y_pred = self.predict(X)
        loss = np.mean(self.loss_function.loss(y, y_pred))
        loss_grad = self.loss_function.gradient(y, y_pred) / len(X)
        for layer in reversed(self.layers):
            loss_grad = layer.backward_pass(loss_grad, self.rate)
        return loss


if __name__ == "__main__":
    rng = np.random.default_rng(23)
    kinds = rng.integers(0, 3, 450)
    petals = np.array([[1.4, 0.2, 5.0], [4.3, 1.3, 5.9], [5.6, 2.0, 6.6]])[kinds]
    X = petals + rng.normal(0, [0.35, 0.15, 0.45], (450, 3))
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    y = np.eye(3)[kinds]

    net = NeuralNetwork(rate=0.3)
    net.add(Dense(16, 3, rng))
    net.add(Activation(ReLU()))
    net.add(Dense(3, 16, rng))
    net.add(Activation(Softmax()))
    for epoch in range(40):
        order = rng.permutation(450)
        losses = [net.train_on_batch(X[order[s:s + 30]], y[order[s:s + 30]]) for s in range(0, 450, 30)]
        if epoch % 10 == 0:
            print("epoch", epoch, "loss", np.mean(losses))
    print("accuracy", np.mean(net.predict(X).argmax(axis=1) == kinds))
