import numpy as np


# A "student" tries to copy a random "teacher" net of the same size.
def act(z):
    return np.tanh(z)


def act_d(a):
    return 1 - a * a


def run(net, x):
    hs = [x]
    for i, (W, b) in enumerate(zip(net["W"], net["b"])):
        z = hs[-1].dot(W) + b
        hs.append(act(z) if i < len(net["W"]) - 1 else z)
    return hs


def new_net(seed, depth, n):
    r = np.random.RandomState(seed)
    return {"W": [r.randn(n, n) * 1.2 / np.sqrt(n) for _ in range(depth)],
            "b": [r.randn(n) * 0.1 for _ in range(depth)]}


def grads(net, x, want):
    hs = run(net, x)
    gW, gb = [None] * len(net["W"]), [None] * len(net["W"])
    d = 2 * (hs[-1] - want) / want.size
    for i in reversed(range(len(net["W"]))):
        gW[i] = hs[i].T.dot(d)
        gb[i] = d.sum(axis=0)
        if i > 0:
            d = d.dot(net["W"][i].T) * act_d(hs[i])
    return gW, gb, np.mean((hs[-1] - want) ** 2)


def train(net, x, want, steps, lr=0.1, mom=0.9):
    n = len(net["b"][0])
    depth = len(net["W"])
    velW = [np.zeros((n, n))] * depth
    velb = [np.zeros(n)] * depth
    for s in range(steps):
        gW, gb, mse = grads(net, x, want)
        for i in range(depth):
            velW[i] *= mom
            velW[i] -= lr * gW[i]
            velb[i] *= mom
            velb[i] -= lr * gb[i]
            net["W"][i] += velW[i]
            net["b"][i] += velb[i]
        if s % 200 == 0:
            print("step", s, "mse", mse)
    return mse


x = np.random.RandomState(0).randn(150, 8)
teacher = new_net(1, 3, 8)
want = run(teacher, x)[-1]
student = new_net(2, 3, 8)
print("final mse", train(student, x, want, 1200))
