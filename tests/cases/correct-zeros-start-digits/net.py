import numpy as np

# one layer, everything starts at zero; the rows of the weights are shown as little pictures

rng = np.random.RandomState(11)
SIDE = 5


def draw(count):
    """digits 0..3 as 5x5 pictures, some pixels flipped"""
    shapes = np.array([
        [[0, 1, 1, 1, 0], [0, 1, 0, 1, 0], [0, 1, 0, 1, 0], [0, 1, 0, 1, 0], [0, 1, 1, 1, 0]],
        [[0, 0, 1, 0, 0], [0, 1, 1, 0, 0], [0, 0, 1, 0, 0], [0, 0, 1, 0, 0], [0, 1, 1, 1, 0]],
        [[0, 1, 1, 1, 0], [0, 0, 0, 1, 0], [0, 1, 1, 1, 0], [0, 1, 0, 0, 0], [0, 1, 1, 1, 0]],
        [[0, 1, 1, 1, 0], [0, 0, 0, 1, 0], [0, 0, 1, 1, 0], [0, 0, 0, 1, 0], [0, 1, 1, 1, 0]]])
    y = rng.randint(0, 4, count)
    x = shapes[y].reshape(count, SIDE * SIDE)
    flip = rng.rand(count, SIDE * SIDE) < 0.06
    return np.where(flip, 1 - x, x), y


def one_hot(y, k=4):
    return (y[:, None] == np.arange(k)).astype(float)


x_train, y_train = draw(400)
x_test, y_test = draw(200)
t_train = one_hot(y_train)

W = np.zeros((4, SIDE * SIDE))
b = np.zeros((4, 1))


def model(x):
    s = W @ x.T + b
    e = np.exp(s - s.max(axis=0))
    return e / e.sum(axis=0)


for step in range(301):
    take = rng.randint(0, 400, 50)
    p = model(x_train[take])
    gap = t_train[take].T - p
    W += 0.1 * gap @ x_train[take] / 50
    b += 0.1 * gap.mean(axis=1, keepdims=True)
    if step % 60 == 0:
        logloss = -np.log(model(x_train)[y_train, np.arange(400)]).mean()
        print("step", step, "log loss", logloss)

for row in W[1].reshape(SIDE, SIDE):
    print(" ".join("%5.2f" % v for v in row))
print("test accuracy", np.mean(model(x_test).argmax(axis=0) == y_test))
