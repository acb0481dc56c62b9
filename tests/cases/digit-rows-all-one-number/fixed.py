import numpy as np

np.random.seed(6)


def draw_start():
    V = np.random.rand(64, 20) - 0.5
    v = np.random.rand(1, 20) - 0.5
    U = np.random.rand(20, 10) - 0.5
    u = np.random.rand(1, 10) - 0.5
    return V, v, U, u


def rect(z):
    return np.maximum(z, 0)


def rect_slope(z):
    return z > 0


def shares(z):
    prob = np.exp(z) / np.sum(np.exp(z), axis=1, keepdims=True)
    return prob


def run_forward(pix, V, v, U, u):
    pre = pix.dot(V) + v      # m x 20
    hid = rect(pre)
    score = hid.dot(U) + u      # m x 10
    prob = shares(score)
    return pre, hid, score, prob


def indicator(y):
    hot = np.zeros((y.size, 10))
    hot[np.arange(y.size), y] = 1
    return hot


def run_backward(x, y, pre, hid, U, prob):
    m = len(x)
    e_top = prob - indicator(y)
    gU = 1 / m * hid.T.dot(e_top)
    gu = 1 / m * np.sum(e_top, axis=0, keepdims=True)
    e_hid = e_top.dot(U.T) * rect_slope(pre)
    gV = 1 / m * x.T.dot(e_hid)
    gv = 1 / m * np.sum(e_hid, axis=0, keepdims=True)
    return gV, gv, gU, gu


def accuracy(x, y, V, v, U, u):
    return np.mean(np.argmax(run_forward(x, V, v, U, u)[3], 1) == y)


def descend(x, y, pace, iterations):
    V, v, U, u = draw_start()
    for i in range(iterations):
        pre, hid, score, prob = run_forward(x, V, v, U, u)
        gV, gv, gU, gu = run_backward(x, y, pre, hid, U, prob)
        V = V - pace * gV
        v = v - pace * gv
        U = U - pace * gU
        u = u - pace * gu
        if i % 50 == 0:
            print("iteration", i, "accuracy", accuracy(x, y, V, v, U, u))
    return V, v, U, u


shapes = np.random.rand(10, 64) > 0.6
labels = np.random.randint(0, 10, 800)
pics = np.clip(shapes[labels] * 0.8 + np.random.randn(800, 64) * 0.25, 0, 1)

fit = descend(pics[:600], labels[:600], 0.3, 301)
print("test accuracy", accuracy(pics[600:], labels[600:], *fit))
