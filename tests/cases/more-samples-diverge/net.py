import numpy as np

np.random.seed(13)

# targets t for inputs x: a curve plus noise
nb_of_samples = 200
x = np.random.uniform(-1, 1, (nb_of_samples, 1))
f = lambda x: 0.8 * np.sin(3 * x) + 0.3 * x
t = f(x) + np.random.normal(0, 0.05, (nb_of_samples, 1))

Wh = np.random.normal(0, 2, (1, 10))
bh = np.random.normal(0, 1, (1, 10))
Wo = np.random.normal(0, 0.5, (10, 1))
bo = np.zeros((1, 1))


def hidden(x):
    return np.tanh(x @ Wh + bh)


def nn(x):
    return hidden(x) @ Wo + bo


def cost(y, t):
    return ((t - y) ** 2).sum()


def gradient(x, t):
    h = hidden(x)
    dy = 2 * (h @ Wo + bo - t)
    dh = dy @ Wo.T * (1 - h ** 2)
    return x.T @ dh, dh.sum(axis=0, keepdims=True), h.T @ dy, dy.sum(axis=0, keepdims=True)


learning_rate = 0.1
nb_of_iterations = 4000
for i in range(nb_of_iterations):
    steps = gradient(x, t)
    Wh = Wh - learning_rate * steps[0]
    bh = bh - learning_rate * steps[1]
    Wo = Wo - learning_rate * steps[2]
    bo = bo - learning_rate * steps[3]
    if i < 5 or i % 1000 == 0:
        print("iteration", i, "cost: {:.4f}".format(cost(nn(x), t)))

print("cost per sample:", cost(nn(x), t) / nb_of_samples)
