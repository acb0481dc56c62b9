import numpy as np


def tanh_prime(z):
    return 1.0 - np.tanh(z) ** 2


def build(sizes, rng):
    net = []
    for a, b in zip(sizes, sizes[1:]):
        net.append([rng.normal(0, 1.3 / np.sqrt(a), (a, b)), np.zeros(b)])
    return net


def forward(net, X):
    zs, acts = [], [X]
    for i, (W, b) in enumerate(net):
        z = acts[-1].dot(W) + b
        zs.append(z)
        # the last layer is linear
        acts.append(z if i == len(net) - 1 else np.tanh(z))
    return zs, acts


def mse(net, X, Y):
    return np.mean((forward(net, X)[1][-1] - Y) ** 2)


def backward(net, X, Y):
    zs, acts = forward(net, X)
    grads = [None] * len(net)
    delta = 2 * (acts[-1] - Y) / len(X)
    for i in range(len(net) - 1, -1, -1):
        grads[i] = (acts[i].T.dot(delta), delta.sum(0))
        if i > 0:
            delta = delta.dot(net[i][0].T) * tanh_prime(acts[i])
    return grads


def train(net, X, Y, lr, steps):
    for s in range(steps):
        grads = backward(net, X, Y)
        for layer, (gW, gb) in zip(net, grads):
            layer[0] = layer[0] - lr * gW
            layer[1] = layer[1] - lr * gb
        if s % 600 == 0:
            print(s, mse(net, X, Y))


def saddle(rng, n):
    X = rng.uniform(-1, 1, (n, 2))
    Y = np.sin(3 * X[:, :1]) + np.cos(4 * X[:, 1:])
    return X, Y


if __name__ == '__main__':
    rng = np.random.RandomState(2)
    X, Y = saddle(rng, 120)
    net = build([2, 12, 12, 12, 12, 1], rng)
    train(net, X, Y, 0.1, 3000)
    print('rmse', np.sqrt(mse(net, X, Y)))
