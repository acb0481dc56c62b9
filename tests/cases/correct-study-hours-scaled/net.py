import numpy as np

# hours slept and hours studied, result of the exam
hours = np.array(([2, 9], [1, 5], [3, 6], [5, 10], [7, 3], [8, 8], [6, 1], [4, 2]), dtype=float)
marks = np.array(([92], [72], [84], [95], [70], [96], [55], [58]), dtype=float)

# scale
hours = hours / np.amax(hours, axis=0)
marks = marks / 100


class Study_Network(object):
    def __init__(self):
        np.random.seed(5)
        self.first = np.random.randn(2, 3)
        self.second = np.random.randn(3, 1)

    def forward(self, X):
        self.in_sum = np.dot(X, self.first)
        self.mid = self.curve(self.in_sum)
        self.out_sum = np.dot(self.mid, self.second)
        return self.curve(self.out_sum)

    def curve(self, s):
        return 1 / (1 + np.exp(-s))

    def curvePrime(self, s):
        return s * (1 - s)

    def backward(self, X, y, o):
        self.o_error = y - o
        self.o_delta = self.o_error * self.curvePrime(o)

        self.mid_error = self.o_delta.dot(self.second.T)
        self.mid_delta = self.mid_error * self.curvePrime(self.mid)

        self.first += X.T.dot(self.mid_delta)
        self.second += self.mid.T.dot(self.o_delta)

    def train(self, X, y):
        self.backward(X, y, self.forward(X))


net = Study_Network()
for i in range(15000):
    if i % 3000 == 0:
        print("Loss: " + str(np.mean(np.square(marks - net.forward(hours)))))
    net.train(hours, marks)

print("Input:", hours)
print("Actual:", marks)
print("Predicted:", net.forward(hours))
print("Loss: " + str(np.mean(np.square(marks - net.forward(hours)))))
