import numpy as np


class StepCell:
    """one time step; rows are samples"""

    def __init__(self, A, R, b):
        self.params = [A, R, b]
        self.grads = [np.zeros_like(A), np.zeros_like(R), np.zeros_like(b)]
        self.kept = None

    def forward(self, x, old):
        A, R, b = self.params
        t = np.dot(old, R) + np.dot(x, A) + b
        new = np.tanh(t)
        self.kept = (x, old, new)
        return new

    def backward(self, g_new):
        A, R, b = self.params
        x, old, new = self.kept
        g_pre = g_new * (1 - new ** 2)
        self.grads[0][...] = np.dot(x.T, g_pre)
        self.grads[1][...] = np.dot(old.T, g_pre)
        self.grads[2][...] = np.sum(g_pre, axis=0)
        return np.dot(g_pre, A.T), np.dot(g_pre, R.T)


class Unrolled:
    def __init__(self, A, R, b):
        self.params = [A, R, b]
        self.grads = [np.zeros_like(p) for p in self.params]

    def forward(self, xs):
        N, T, D = xs.shape
        H = self.params[1].shape[0]
        states = np.empty((N, T, H))
        h = np.zeros((N, H))
        self.steps = []
        for t in range(T):
            part = StepCell(*self.params)
            h = part.forward(xs[:, t, :], h)
            states[:, t, :] = h
            self.steps.append(part)
        return states

    def backward(self, g_all):
        T = g_all.shape[1]
        g_state = 0
        total = [0, 0, 0]
        for t in reversed(range(T)):
            part = self.steps[t]
            g_x, g_state = part.backward(g_all[:, t, :] + g_state)
            for i, grad in enumerate(part.grads):
                total[i] += grad
        for i, grad in enumerate(total):
            self.grads[i][...] = grad


class ReadOut:
    def __init__(self, W, b):
        self.params = [W, b]
        self.grads = [np.zeros_like(W), np.zeros_like(b)]

    def forward(self, states):
        self.states = states
        return np.dot(states, self.params[0]) + self.params[1]

    def backward(self, dout):
        N, T, H = self.states.shape
        rows = dout.reshape(N * T, -1)
        self.grads[0][...] = np.dot(self.states.reshape(N * T, H).T, rows)
        self.grads[1][...] = np.sum(rows, axis=0)
        return np.dot(rows, self.params[0].T).reshape(N, T, H)


if __name__ == "__main__":
    np.random.seed(0)
    H = 16
    rnn = Unrolled(np.random.randn(1, H) * 0.5, np.random.randn(H, H) / np.sqrt(H), np.zeros(H))
    affine = ReadOut(np.random.randn(H, 1) / np.sqrt(H), np.zeros(1))
    start = np.random.uniform(0, 2 * np.pi, (200, 1))
    wave = np.sin(start + np.arange(26) * 0.4)[:, :, np.newaxis]
    xs, ts = wave[:, :-1], wave[:, 1:]
    for it in range(801):
        rows = np.random.choice(150, 25)
        out = affine.forward(rnn.forward(xs[rows]))
        diff = out - ts[rows]
        loss = np.mean(diff ** 2)
        rnn.backward(affine.backward(2 * diff / diff.size))
        for part in (rnn, affine):
            for p, g in zip(part.params, part.grads):
                p -= 0.1 * g
        if it % 200 == 0:
            print("iter", it, "loss", loss)
    # the first steps cannot know where in the wave they are
    rest = (affine.forward(rnn.forward(xs[150:])) - ts[150:])[:, 5:]
    print("mse on new waves:", np.mean(rest ** 2))
