import numpy as np

np.random.seed(24)


def sigmoid(z, derv=False):
    if derv:
        return z * (1 - z)
    return 1 / (1 + np.exp(-z))


def initialise():
    w1 = np.random.randn(3, 2)
    b1 = np.random.randn(3, 1)
    w2 = np.random.randn(1, 3)
    b2 = np.random.randn(1, 1)
    return w1, b1, w2, b2


def forward_prop(w1, b1, w2, b2, a0):
    z1 = np.matmul(w1, a0) + b1        # 3x2 2x1
    a1 = sigmoid(z1)
    z2 = np.matmul(w2, a1) + b2        # 1x3 3x1
    a2 = sigmoid(z2)
    return a1, a2


def train(w1, b1, w2, b2, x, y, rate, epochs):
    costs = []
    for epoch in range(epochs):
        cost = 0
        sum_dw1 = sum_db1 = sum_dw2 = sum_db2 = 0
        for j in range(len(x)):
            a0 = x[j].reshape(2, 1)
            a1, a2 = forward_prop(w1, b1, w2, b2, a0)
            cost += -(y[j] * np.log(a2.item()) + (1 - y[j]) * np.log(1 - a2.item()))

            dz2 = a2 - y[j]                                               # 1x1
            sum_dw2 = sum_dw2 + np.matmul(dz2, a1.T)                      # 1x1 1x3
            sum_db2 = sum_db2 + dz2
            dz1 = np.multiply(np.matmul(w2.T, dz2), sigmoid(a1, derv=True))  # 3x1 * 3x1
            sum_dw1 = sum_dw1 + np.matmul(dz1, a0.T)                      # 3x1 1x2
            sum_db1 = sum_db1 + dz1

        w1 = w1 - rate * sum_dw1 / len(x)
        b1 = b1 - rate * sum_db1 / len(x)
        w2 = w2 - rate * sum_dw2 / len(x)
        b2 = b2 - rate * sum_db2 / len(x)
        costs.append(cost / len(x))
        if epoch % 1000 == 0:
            print("epoch", epoch, "cost", costs[-1])
    return w1, b1, w2, b2, costs


x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
y = [0, 1, 1, 0]
w1, b1, w2, b2, costs = train(*initialise(), x, y, 1.0, 5000)
for row, want in zip(x, y):
    print(row, want, round(forward_prop(w1, b1, w2, b2, row.reshape(2, 1))[1].item(), 4))
print("last cost:", costs[-1])
