import numpy as np


def relu(x):
    return np.maximum(0, x)

def relu_prime(x):
    return np.where(x > 0, 1, 0)

def softmax(x):
    exp = np.exp(x - x.max(axis=1, keepdims=True))
    return exp / exp.sum(axis=1, keepdims=True)

def straight(x):
    return np.ones_like(x)      # the softmax is inside cost_prime

def cost(y, y_hat):
    return -np.sum(y * np.log(y_hat + 1e-8)) / len(y)

def cost_prime(y, y_hat):
    return (y - y_hat) / len(y)


class Dense:
    def __init__(self, n_input, n_units, act=relu, act_prime=relu):
        self.weights = np.random.randn(n_input, n_units) * np.sqrt(2 / n_input)
        self.biases = np.zeros(n_units)
        self.act = act
        self.act_prime = act_prime

    def forward(self, inputs):
        self.inputs = inputs
        self.z = np.dot(inputs, self.weights) + self.biases
        return self.act(self.z)

    def backward(self, dvalues):
        dz = dvalues * self.act_prime(self.z)
        self.dweights = self.inputs.T.dot(dz)
        self.dbiases = np.sum(dz, axis=0)
        return dz.dot(self.weights.T)

    def update(self, lr):
        self.weights -= self.dweights * lr
        self.biases -= self.dbiases * lr


class TextModel:
    def __init__(self, n_words, n_classes):
        self.layers = [Dense(n_words, 20), Dense(20, 20), Dense(20, n_classes, softmax, straight)]

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def train(self, x, y, epochs, lr):
        for epoch in range(epochs):
            y_hat = self.forward(x)
            if epoch % 50 == 0:
                print("epoch", epoch, "loss", cost(y, y_hat))
            grad = cost_prime(y, y_hat)
            for layer in reversed(self.layers):
                grad = layer.backward(grad)
            for layer in self.layers:
                layer.update(lr)


if __name__ == "__main__":
    np.random.seed(0)
    good = "great love superb fine happy brilliant".split()
    bad = "awful hate boring poor sad terrible".split()
    filler = "the a film book it was and very plot really".split()
    vocab = good + bad + filler
    X, Y = [], []
    for i in range(300):
        kind = i % 3      # 0 good, 1 bad, 2 mixed
        words = list(np.random.choice(filler, 5))
        words += list(np.random.choice(good, 2)) if kind != 1 else []
        words += list(np.random.choice(bad, 2)) if kind != 0 else []
        X.append([words.count(v) for v in vocab])
        Y.append(np.eye(3)[kind])
    X, Y = np.array(X, dtype=float), np.array(Y)
    model = TextModel(len(vocab), 3)
    model.train(X, Y, 300, 0.2)
    print("train accuracy:", np.mean(model.forward(X).argmax(1) == Y.argmax(1)))
