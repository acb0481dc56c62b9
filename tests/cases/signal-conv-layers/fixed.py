import numpy as np

class Conv1d:
    def __init__(self, c_in, c_out, k):
        self.k = k
        self.W = np.random.randn(c_out, c_in, k) / np.sqrt(c_in * k)
        self.b = np.zeros(c_out)

    def forward(self, x):
        self.x = x                                  # (channels, length)
        rows = []
        for f in range(len(self.W)):
            s = sum(np.correlate(x[c], self.W[f, c], 'valid') for c in range(len(x)))
            rows.append(s + self.b[f])
        return np.array(rows)

    def backward(self, g, lr):
        dW = np.zeros_like(self.W)
        dx = np.zeros_like(self.x)
        for f in range(len(self.W)):
            for c in range(len(self.x)):
                dW[f, c] = np.correlate(self.x[c], g[f], 'valid')
                dx[c] += np.convolve(g[f], self.W[f, c], 'full')
        self.W -= lr * dW
        self.b -= lr * g.sum(axis=1)
        return dx

class Tanh:
    def forward(self, x):
        self.y = np.tanh(x)
        return self.y

    def backward(self, g, lr):
        return g * (1 - self.y ** 2)

class MeanOverTime:
    def forward(self, x):
        self.n = x.shape[1]
        return x.mean(axis=1)

    def backward(self, g, lr):
        return np.repeat(g[:, None], self.n, axis=1) / self.n

def train_one(layers, x, label, lr):
    for l in layers:
        x = l.forward(x)
    p = np.exp(x - x.max())
    p /= p.sum()
    g = p.copy()
    g[label] -= 1
    for l in reversed(layers):
        g = l.backward(g, lr)
    return -np.log(p[label]), p.argmax() == label

if __name__ == '__main__':
    np.random.seed(14)
    # ramp up then drop, drop then ramp up, or a smooth bump, somewhere in noise
    shapes = [np.array([0.4, 0.9, 1.6, 0.]), np.array([0., 1.6, 0.9, 0.4]), np.array([0.5, 1.2, 1.2, 0.5])]
    labels = np.random.randint(0, 3, 240)
    signals = 0.15 * np.random.randn(240, 1, 20)
    for s, l in zip(signals, labels):
        for start in np.random.choice([0, 5, 10, 15], 3, replace=False):
            s[0, start:start + 4] += shapes[l]
    net = [Conv1d(1, 3, 4), Tanh(), Conv1d(3, 3, 4), Tanh(), Conv1d(3, 3, 4), MeanOverTime()]
    for epoch in range(8):
        stats = [train_one(net, signals[i], labels[i], 0.1) for i in np.random.permutation(240)]
        print('epoch %d loss %.4f hits %.3f' % ((epoch,) + tuple(np.mean(stats, axis=0))))
