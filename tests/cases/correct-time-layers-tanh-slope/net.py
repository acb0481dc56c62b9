import numpy as np


class Cell:
    def __init__(self, A, R, c):
        self.tensors = [A, R, c]
        self.slopes = [np.zeros_like(A), np.zeros_like(R), np.zeros_like(c)]
        self.memo = None

    def forward(self, x, old):
        A, R, c = self.tensors
        new = np.tanh(np.dot(old, R) + np.dot(x, A) + c)
        self.memo = (x, old, new)
        return new

    def backward(self, g_new):
        A, R, c = self.tensors
        x, old, new = self.memo
        g_pre = g_new * (1 - new ** 2)
        self.slopes[0][...] = np.dot(x.T, g_pre)
        self.slopes[1][...] = np.dot(old.T, g_pre)
        self.slopes[2][...] = np.sum(g_pre, axis=0)
        return np.dot(g_pre, A.T), np.dot(g_pre, R.T)


class Recurrent:
    def __init__(self, n_in, n_hid):
        self.tensors = [np.random.randn(n_in, n_hid) / np.sqrt(n_in),
                        np.random.randn(n_hid, n_hid) / np.sqrt(n_hid),
                        np.zeros(n_hid)]
        self.slopes = [np.zeros_like(p) for p in self.tensors]

    def forward(self, series):
        rows, steps, feat = series.shape
        width = self.tensors[1].shape[0]
        self.layers = []
        states = np.empty((rows, steps, width))
        state = np.zeros((rows, width))
        for t in range(steps):
            layer = Cell(*self.tensors)
            state = layer.forward(series[:, t, :], state)
            states[:, t, :] = state
            self.layers.append(layer)
        return states

    def backward(self, g_states):
        rows, steps, width = g_states.shape
        slopes = [0, 0, 0]
        g_back = 0
        for t in reversed(range(steps)):
            _, g_back = self.layers[t].backward(g_states[:, t, :] + g_back)
            for i, g in enumerate(self.layers[t].slopes):
                slopes[i] += g
        for i, g in enumerate(slopes):
            self.slopes[i][...] = g


class Readout:
    def __init__(self, n_in, n_out):
        self.tensors = [np.random.randn(n_in, n_out) / np.sqrt(n_in), np.zeros(n_out)]
        self.slopes = [np.zeros_like(p) for p in self.tensors]

    def forward(self, x):
        self.x = x
        return np.dot(x, self.tensors[0]) + self.tensors[1]

    def backward(self, g):
        rows, steps, feat = self.x.shape
        flat_x = self.x.reshape(rows * steps, feat)
        flat_g = g.reshape(rows * steps, -1)
        self.slopes[0][...] = np.dot(flat_x.T, flat_g)
        self.slopes[1][...] = flat_g.sum(axis=0)
        return np.dot(flat_g, self.tensors[0].T).reshape(rows, steps, feat)


np.random.seed(6)
# running sum of the last two numbers minus the one before
numbers = np.random.uniform(-1, 1, (120, 9, 1))
goal = numbers.copy()
goal[:, 1:] += numbers[:, :-1]
goal[:, 2:] -= numbers[:, :-2]
goal *= 0.5

layers = [Recurrent(1, 16), Readout(16, 1)]
for it in range(1201):
    pick = np.random.choice(120, 30, replace=False)
    out = numbers[pick]
    for layer in layers:
        out = layer.forward(out)
    g = (out - goal[pick]) / goal[pick].size
    loss = 0.5 * np.mean((out - goal[pick]) ** 2)
    for layer in reversed(layers):
        g = layer.backward(g)
    for layer in layers:
        for w, slope in zip(layer.tensors, layer.slopes):
            w -= 0.5 * slope
    if it % 200 == 0:
        print("iter %d | loss %.5f" % (it, loss))
