import numpy as np


def shuffle_both(a, b):
    state = np.random.get_state()
    np.random.shuffle(a)
    np.random.set_state(state)
    np.random.shuffle(b)


def init(n_in, n_hid, n_out):
    return [np.random.randn(n_in, n_hid) / np.sqrt(n_in), np.zeros(n_hid),
            np.random.randn(n_hid, n_out) / np.sqrt(n_hid), np.zeros(n_out)]


def softplus(z):
    return np.log1p(np.exp(-np.abs(z))) + np.maximum(z, 0)


def run(net, x):
    z = x @ net[0] + net[1]
    h = softplus(z)
    s = h @ net[2] + net[3]
    s = s - s.max(axis=1, keepdims=True)
    logp = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
    return z, h, logp


def nll_and_grads(net, x, labels, decay):
    z, h, logp = run(net, x)
    n = len(x)
    loss = -logp[np.arange(n), labels].mean() + decay / 2 * (np.sum(net[0] ** 2) + np.sum(net[2] ** 2))
    d = np.exp(logp)
    d[np.arange(n), labels] -= 1
    d /= n
    dz = d @ net[2].T / (1 + np.exp(-z))
    return loss, [x.T @ dz + decay * net[0], dz.sum(0), h.T @ d + decay * net[2], d.sum(0)]


if __name__ == '__main__':
    np.random.seed(12)
    # three sorts of flowers: petal length, petal width, colour
    sorts = np.array([[1.4, 0.3, 0.1], [4.2, 1.3, 0.5], [5.5, 2.0, 0.8]])
    labels = np.repeat([0, 1, 2], 60)
    images = sorts[labels] + np.random.randn(180, 3) * [0.3, 0.2, 0.2]
    images = (images - images.mean(axis=0)) / images.std(axis=0)

    # shuffle the training data for a better result
    shuffle_both(images, labels)
    train_x, train_y, val_x, val_y = images[:140], labels[:140], images[140:], labels[140:]

    net = init(3, 12, 3)
    best = np.inf
    rate = 0.5
    for epoch in range(60):
        shuffle_both(train_x, train_y)
        for i in range(0, 140, 14):
            loss, grads = nll_and_grads(net, train_x[i:i + 14], train_y[i:i + 14], 0.001)
            norm = np.sqrt(sum(np.sum(g ** 2) for g in grads))
            if norm > 1:
                grads = [g / norm for g in grads]
            for p, g in zip(net, grads):
                p -= rate * g
        rate *= 0.97
        val = -run(net, val_x)[2][np.arange(40), val_y].mean()
        if val < best:
            best, saved = val, [p.copy() for p in net]
        if epoch % 10 == 0:
            print('epoch', epoch, 'train', loss, 'validation', val)
    net = saved
    print('validation accuracy', np.mean(run(net, val_x)[2].argmax(1) == val_y))
