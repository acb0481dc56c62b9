import numpy as np

np.random.seed(13)
KEEP = 0.8


def relu(v):
    return np.maximum(v, 0.0)


def init(sizes):
    p = {}
    for i, (a, b) in enumerate(zip(sizes[:-1], sizes[1:]), 1):
        p['W' + str(i)] = np.random.randn(a, b) * np.sqrt(2.0 / a)
        p['b' + str(i)] = np.zeros((1, b))
    return p


def forward(x, p, train=False):
    c = {'a0': x}
    for i in (1, 2):
        c['z%d' % i] = c['a%d' % (i - 1)] @ p['W%d' % i] + p['b%d' % i]
        a = relu(c['z%d' % i])
        if train:
            c['m%d' % i] = (np.random.rand(*a.shape) < KEEP) / KEEP
            a = a * c['m%d' % i]
        c['a%d' % i] = a
    c['out'] = c['a2'] @ p['W3'] + p['b3']
    return c


def loss_of(out, y):
    return 0.5 * np.mean(np.sum((out - y) ** 2, axis=1))


def backward(c, p, y):
    g = {}
    d = (c['out'] - y) / len(y)
    for i in (3, 2, 1):
        g['W%d' % i] = c['a%d' % (i - 1)].T @ d
        g['b%d' % i] = d.sum(axis=0, keepdims=True)
        if i > 1:
            d = d @ p['W%d' % i].T * (c['z%d' % (i - 1)] > 0)
    return g


if __name__ == '__main__':
    t = np.linspace(0, 60, 700)
    spots = 60 + 45 * np.sin(2 * np.pi * t / 11) + 15 * np.sin(2 * np.pi * t / 5.2) + 4 * np.random.randn(700)
    spots = (spots - spots.mean()) / spots.std()
    x = np.array([spots[k:k + 20] for k in range(670)])
    y = np.array([spots[k + 20:k + 22] for k in range(670)])
    p = init([20, 40, 40, 2])
    for step in range(2500):
        pick = np.random.randint(0, 500, 50)
        c = forward(x[pick], p, train=True)
        g = backward(c, p, y[pick])
        for k in p:
            p[k] -= 0.02 * g[k]
        if step % 500 == 0:
            print('step %d loss %.4f' % (step, loss_of(forward(x[:500], p)['out'], y[:500])))
    print('train loss', loss_of(forward(x[:500], p)['out'], y[:500]))
    print('test loss', loss_of(forward(x[500:], p)['out'], y[500:]))
