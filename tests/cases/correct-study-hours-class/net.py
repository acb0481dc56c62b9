import numpy as np

X = np.array([[2, 9], [1, 5], [3, 6], [5, 8], [4, 2], [6, 7], [0, 8], [7, 4]], dtype=float)
y = np.array([[72], [55], [78], [93], [70], [97], [52], [92]], dtype=float)

X = X / np.amax(X, axis=0)
y = y / 100


class Neural_Network(object):
    def __init__(self):
        self.inputSize = 2
        self.outputSize = 1
        self.hiddenSize = 4
        self.W1 = np.random.randn(self.inputSize, self.hiddenSize)
        self.W2 = np.random.randn(self.hiddenSize, self.outputSize)

    def forward(self, X):
        self.z = np.dot(X, self.W1)
        self.z2 = self.sigmoid(self.z)
        self.z3 = np.dot(self.z2, self.W2)
        o = self.sigmoid(self.z3)
        return o

    def sigmoid(self, s):
        return 1 / (1 + np.exp(-s))

    def sigmoidPrime(self, s):
        return s * (1 - s)

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


np.random.seed(3)
NN = Neural_Network()
for i in range(6001):
    if i % 1000 == 0:
        print("#", i, "Loss:", np.mean(np.square(y - NN.forward(X))))
    NN.train(X, y)

print("Predicted Output:", (100 * NN.forward(X)).round(1).ravel())
print("Actual Output:", (100 * y).ravel())
print("final loss:", np.mean(np.square(y - NN.forward(X))))
