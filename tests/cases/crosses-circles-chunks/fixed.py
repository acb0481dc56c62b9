import numpy as np


def draw(shape, rng):
    """8 x 8 picture of one of eight shapes, somewhere in the middle"""
    yy, xx = np.mgrid[0:8, 0:8] - 3.5
    masks = [np.abs(xx) < 1, np.abs(yy) < 1, np.abs(xx - yy) < 1, np.abs(xx + yy) < 1,
             (np.hypot(xx, yy) > 2) & (np.hypot(xx, yy) < 3.5), np.hypot(xx, yy) < 2.2,
             (np.abs(xx) < 1) | (np.abs(yy) < 1), (np.abs(xx) > 2.6) | (np.abs(yy) > 2.6)]
    return masks[shape] * 1.0 + rng.normal(0, 0.25, (8, 8))


class Net:
    def __init__(self, rng):
        self.p = {'W0': rng.normal(0, 0.12, (64, 32)), 'b0': np.zeros((1, 32)),
                  'W1': rng.normal(0, 0.2, (32, 8)), 'b1': np.zeros((1, 8))}

    def forward(self, x):
        self.x = x
        self.h = np.maximum(0.0, x @ self.p['W0'] + self.p['b0'])
        z = self.h @ self.p['W1'] + self.p['b1']
        z -= z.max(axis=1, keepdims=True)
        self.prob = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
        return self.prob

    def backward(self, target):
        g = {}
        d = (self.prob - target) / len(target)
        g['W1'], g['b1'] = self.h.T @ d, d.sum(axis=0, keepdims=True)
        d = (d @ self.p['W1'].T) * (self.h > 0)
        g['W0'], g['b0'] = self.x.T @ d, d.sum(axis=0, keepdims=True)
        return g


def accuracy(net, x, y, chunk=8):
    # in small portions, the whole set does not fit into memory on my laptop
    right = 0
    for s in range(0, len(x), chunk):
        guess = np.argmax(net.forward(x[s:s + chunk]), axis=1)
        right += np.sum(guess == y[s:s + chunk])
    return right / len(x)


if __name__ == '__main__':
    rng = np.random.default_rng(10)
    y = rng.integers(0, 8, 800)
    x = np.array([draw(k, rng).ravel() for k in y])
    net = Net(rng)
    for epoch in range(12):
        order = rng.permutation(640)
        loss = 0
        for s in range(0, 640, 16):
            i = order[s:s + 16]
            prob = net.forward(x[i])
            loss -= np.log(prob[np.arange(16), y[i]]).sum()
            for k, g in net.backward(np.eye(8)[y[i]]).items():
                net.p[k] -= 0.2 * g
        print('epoch', epoch, 'loss', loss / 640, 'test accuracy', accuracy(net, x[640:], y[640:]))
