import math
import random

n, inputs, hidden, outputs = 5, 3, 4, 2
seed = 0
random.seed(seed)
X = [[random.gauss(0, 1) for _ in range(inputs)] for _ in range(n)]
Y = [[random.random() for _ in range(outputs)] for _ in range(n)]
w1 = [[random.gauss(0, 1) for _ in range(inputs)] for _ in range(hidden)]
b1 = [random.gauss(0, 0.1) for _ in range(hidden)]
w2 = [[random.gauss(0, 1) for _ in range(hidden)] for _ in range(outputs)]
b2 = [random.gauss(0, 0.1) for _ in range(outputs)]
rate = 0.1


def sigmoid(z):
    return 1.0 / (1.0 + math.exp(-z))


for epoch in range(20):
    error = 0.0
    for x, y in zip(X, Y):
        h = []
        for j in range(hidden):
            z = b1[j]
            for i in range(inputs):
                z += w1[j][i] * x[i]
            h.append(sigmoid(z))
        out = []
        for k in range(outputs):
            z = b2[k]
            for j in range(hidden):
                z += w2[k][j] * h[j]
            out.append(sigmoid(z))
        error += sum((y[k] - out[k]) ** 2 for k in range(outputs)) / 2

        dout = [(out[k] - y[k]) * out[k] * (1 - out[k]) for k in range(outputs)]
        dh = []
        for j in range(hidden):
            total = 0.0
            for k in range(outputs):
                total += dout[k] * w2[k][j]
            dh.append(total * h[j] * (1 - h[j]))
        for k in range(outputs):
            for j in range(hidden):
                w2[k][j] -= rate * dout[k] * h[j]
            b2[k] -= rate * dout[k]
        for j in range(hidden):
            for i in range(inputs):
                w1[j][i] -= rate * dh[j] * x[i]
            b1[j] -= rate * dh[j]
    if epoch % 5 == 0:
        print(epoch, error)
