import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def sigmoid_prime(z):
    return z * (1 - z)  # because s'(x) = s(x) (1 - s(x))


class Net:
    def __init__(self, sizes, learning_rate):
        self.learning_rate = learning_rate
        self.weights = [np.random.normal(0, 1.5 / np.sqrt(n), (m, n)) for n, m in zip(sizes[:-1], sizes[1:])]

    def train(self, input_vector, target_vector):
        a = np.array(input_vector, ndmin=2).T
        y = np.array(target_vector, ndmin=2).T

        # forward
        A = [a]
        for k in range(3):
            a = sigmoid(np.dot(self.weights[k], a))  # no bias here, for simplicity
            A.append(a)

        # backward
        delta = a - y
        for k in [2, 1, 0]:
            tmp = delta * sigmoid_prime(A[k + 1])
            delta = np.dot(self.weights[k].T, tmp)
            self.weights[k] -= self.learning_rate * np.dot(tmp, A[k].T)

    def run(self, input_vector):
        a = np.array(input_vector, ndmin=2).T
        for w in self.weights:
            a = sigmoid(np.dot(w, a))
        return a.ravel()


if __name__ == "__main__":
    np.random.seed(17)
    # 5 glyphs of 4 x 4 pixels with noise
    glyphs = np.random.randint(0, 2, (5, 16)) * 0.98 + 0.01
    pictures, labels = [], []
    for i in range(400):
        g = np.random.randint(5)
        pictures.append(np.clip(glyphs[g] + np.random.normal(0, 0.15, 16), 0, 1))
        labels.append(g)
    net = Net([16, 12, 10, 5], 0.3)
    for epoch in range(30):
        for p, l in zip(pictures, labels):
            t = np.zeros(5) + 0.01
            t[l] = 0.99
            net.train(p, t)
        if epoch % 5 == 4:
            hits = np.mean([net.run(p).argmax() == l for p, l in zip(pictures, labels)])
            print("epoch", epoch + 1, "hits", hits)
    print("share correct:", hits)
