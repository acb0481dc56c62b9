import random
import numpy as np

random.seed(1)
np.random.seed(1)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def mix(table):
    # every row changes place with a random one
    for i in range(len(table) - 1, 0, -1):
        j = random.randint(0, i)
        table[[i, j]] = table[[j, i]]


# columns: four measurements, then the number of the vineyard (0, 1, 2)
n = 240
yard = np.random.choice(3, n, p=[0.6, 0.25, 0.15])
middle = np.array([[0.0, 1.0, -1.0, 0.3], [0.8, 0.1, -0.2, 0.9], [0.2, 0.4, 0.6, -0.5]])
wines = np.column_stack([middle[yard] + 0.45 * np.random.randn(n, 4), yard])
fresh_yard = np.random.randint(0, 3, 300)
fresh = middle[fresh_yard] + 0.45 * np.random.randn(300, 4)

p = 0.8 * np.random.randn(4, 8)
p0 = np.zeros((1, 8))
q = 0.8 * np.random.randn(8, 3)
q0 = np.zeros((1, 3))

pace = 0.5
size = 12

for epoch in range(60):
    mix(wines)
    total = 0
    for start in range(0, n, size):
        part = wines[start:start + size]
        x, t = part[:, :4], np.eye(3)[part[:, 4].astype(int)]

        a = sigmoid(x.dot(p) + p0)
        o = sigmoid(a.dot(q) + q0)
        total += np.sum((o - t) ** 2)

        do = (o - t) * o * (1 - o)
        da = do.dot(q.T) * a * (1 - a)

        q -= pace * a.T.dot(do)
        q0 -= pace * do.sum(axis=0, keepdims=True)
        p -= pace * x.T.dot(da)
        p0 -= pace * da.sum(axis=0, keepdims=True)
    if epoch % 10 == 9:
        print("epoch", epoch + 1, "training error", total / n)

guess = sigmoid(sigmoid(fresh.dot(p) + p0).dot(q) + q0).argmax(axis=1)
print("fresh bottles right:", np.mean(guess == fresh_yard))
