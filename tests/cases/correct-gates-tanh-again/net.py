import numpy as np


class MultiplyGate:
    def forward(self, W, X):
        return np.dot(X, W)

    def backward(self, W, X, dZ):
        return np.dot(X.T, dZ), np.dot(dZ, W.T)


class AddGate:
    def forward(self, X, b):
        return X + b

    def backward(self, X, b, dZ):
        return np.dot(np.ones((1, dZ.shape[0])), dZ), dZ * np.ones_like(X)


class Tanh:
    def forward(self, X):
        return np.tanh(X)

    def backward(self, X, top_diff):
        output = self.forward(X)
        return (1.0 - np.square(output)) * top_diff


class Softmax:
    def predict(self, X):
        exp_scores = np.exp(X - np.max(X, axis=1, keepdims=True))
        return exp_scores / np.sum(exp_scores, axis=1, keepdims=True)

    def loss(self, X, y):
        probs = self.predict(X)
        return -np.sum(np.log(probs[range(len(y)), y])) / len(y)

    def diff(self, X, y):
        probs = self.predict(X)
        probs[range(len(y)), y] -= 1
        return probs


class Model:
    def __init__(self, layers_dim):
        self.W = [np.random.randn(a, b) / np.sqrt(a) for a, b in zip(layers_dim, layers_dim[1:])]
        self.b = [np.random.randn(1, b) * 0.1 for b in layers_dim[1:]]
        self.mul, self.add, self.tanh, self.softmax = MultiplyGate(), AddGate(), Tanh(), Softmax()

    def forward(self, X):
        trace = [(None, None, X)]
        for W, b in zip(self.W, self.b):
            mul = self.mul.forward(W, trace[-1][2])
            add = self.add.forward(mul, b)
            trace.append((mul, add, self.tanh.forward(add)))
        return trace

    def calculate_loss(self, X, y):
        return self.softmax.loss(self.forward(X)[-1][2], y)

    def predict(self, X):
        return np.argmax(self.softmax.predict(self.forward(X)[-1][2]), axis=1)

    def train(self, X, y, passes, epsilon):
        for i in range(passes):
            trace = self.forward(X)
            dtanh = self.softmax.diff(trace[-1][2], y)
            for k in range(len(self.W), 0, -1):
                mul, add, _ = trace[k]
                dadd = self.tanh.backward(add, dtanh)
                db, dmul = self.add.backward(mul, self.b[k - 1], dadd)
                dW, dtanh = self.mul.backward(self.W[k - 1], trace[k - 1][2], dmul)
                self.b[k - 1] += -epsilon * db
                self.W[k - 1] += -epsilon * dW
            if i % 400 == 0:
                print("Loss after iteration %i: %f" % (i, self.calculate_loss(X, y)))


def moons(n):
    y = np.arange(n) % 2
    turn = np.random.rand(n) * np.pi
    X = np.stack([np.cos(turn) + y, np.sin(turn) * (1 - 2 * y) + 0.4 * y], axis=1)
    return X + 0.12 * np.random.randn(n, 2), y


if __name__ == "__main__":
    np.random.seed(0)
    X, y = moons(200)
    model = Model([2, 6, 2])
    model.train(X, y, 2001, 0.01)
    print("right:", np.mean(model.predict(X) == y))
