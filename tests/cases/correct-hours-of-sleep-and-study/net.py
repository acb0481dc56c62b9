import numpy as np

# hours of sleep, hours of study -> mark
X = np.array([[2, 9], [1, 5], [3, 6], [8, 4], [6, 8], [5, 2]], dtype=float)
y = np.array([[92], [74], [84], [70], [93], [61]], dtype=float)

# scale
xPredicted = np.array([[4, 8]], dtype=float) / np.amax(X, axis=0)
X = X / np.amax(X, axis=0)
y = y / 100


class StudyNetwork(object):
    def __init__(self):
        self.inputSize = 2
        self.outputSize = 1
        self.hiddenSize = 3
        self.W1 = np.random.randn(self.inputSize, self.hiddenSize)
        self.W2 = np.random.randn(self.hiddenSize, self.outputSize)

    def sigmoid(self, s):
        return 1 / (1 + np.exp(-s))

    def sigmoidPrime(self, s):
        return s * (1 - s)

    def forward(self, X):
        self.z = np.dot(X, self.W1)
        self.z2 = self.sigmoid(self.z)
        self.z3 = np.dot(self.z2, self.W2)
        o = self.sigmoid(self.z3)
        return o

    def backward(self, X, y, o):
        self.o_error = y - o
        self.o_delta = self.o_error * self.sigmoidPrime(o)
        self.z2_error = self.o_delta.dot(self.W2.T)
        self.z2_delta = self.z2_error * self.sigmoidPrime(self.z2)
        self.W1 += X.T.dot(self.z2_delta)
        self.W2 += self.z2.T.dot(self.o_delta)

    def train(self, X, y):
        o = self.forward(X)
        self.backward(X, y, o)


if __name__ == "__main__":
    np.random.seed(3)
    NN = StudyNetwork()
    for i in range(8000):
        if i % 2000 == 0:
            print("# " + str(i), "Loss: " + str(np.mean(np.square(y - NN.forward(X)))))
        NN.train(X, y)
    print("Actual Output:", y.ravel())
    print("Predicted Output:", NN.forward(X).ravel())
    print("Mark for 4 hours of sleep and 8 of study:", 100 * NN.forward(xPredicted)[0, 0])
    print("mean distance in marks", 100 * np.mean(np.abs(y - NN.forward(X))))
