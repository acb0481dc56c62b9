import numpy as np

np.random.seed(19)

# three sorts of flowers, four measures each (invented)
means = np.array([[5.0, 3.4, 1.5, 0.3], [5.9, 2.8, 4.3, 1.3], [6.6, 3.0, 5.5, 2.0]])
sort = np.repeat([0, 1, 2], 60)
np.random.shuffle(sort)
data = means[sort] + np.random.randn(180, 4) * 0.3
data = (data - data.mean(axis=0)) / data.std(axis=0)
wanted = np.zeros((180, 3))
wanted[np.arange(180), sort] = 1

train_x, test_x = data[:120], data[120:]
train_y, test_y = wanted[:120], wanted[120:]


def relu(z): return np.where(z > 0, z, 0)
def relu_d(z): return np.where(z > 0, 1.0, 0)


def softmax(z):
    z = z - z.max(axis=1).reshape(-1, 1)
    return np.exp(z) / np.exp(z).sum(axis=1).reshape(-1, 1)


W = [np.random.randn(4, 9) * 0.5, np.random.randn(9, 3) * 0.5]
b = [np.zeros(9) + 0.05, np.zeros(3)]


def predict(x):
    z1 = x @ W[0] + b[0]
    a1 = relu(z1)
    return z1, a1, softmax(a1 @ W[1] + b[1])


def accuracy(x, y):
    p = predict(x)[2]
    return np.mean(np.argmax(p, axis=1) == np.argmax(y, axis=1))


for ep in range(1, 301):
    z1, a1, p = predict(train_x)
    loss = -np.sum(train_y * np.log(p + 1e-12)) / len(train_x)
    g2 = (p - train_y) / len(train_x)
    g1 = g2 @ W[1].T * relu_d(z1)
    W[1] -= 0.3 * a1.T @ g2
    b[1] -= 0.3 * g2.sum(axis=0)
    W[0] -= 0.3 * train_x.T @ g1
    b[0] -= 0.3 * g1.sum(axis=0)
    if ep % 50 == 0:
        print(f"epoch {ep}: loss {loss:.4f}, train {accuracy(train_x, train_y):.3f}, test {accuracy(test_x, test_y):.3f}")
