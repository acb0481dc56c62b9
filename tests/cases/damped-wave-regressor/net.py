import numpy as np
rng = np.random.default_rng(11)


def wave(x):
    return np.exp(-0.4 * x) * np.cos(2.5 * x)


class WaveFitter:
    """1 input, some tanh neurons, 1 linear output, unit by unit"""

    def __init__(self, neurons):
        self.neurons = neurons
        self.A = rng.normal(0, 1.5, size=neurons)
        self.a = rng.normal(0, 1.5, size=neurons)
        self.B = rng.normal(0, 1, size=neurons) / np.sqrt(neurons)
        self.b = 0.0

    def __call__(self, x):
        self.hid = np.tanh(np.outer(x, self.A) + self.a)
        return self.hid @ self.B + self.b

    def improve(self, x, y, lr):
        gap = self(x) - y
        for k in range(self.neurons):
            hk = self.hid[:, k]
            back = 2 * gap * self.B[k] * (1 - hk ** 2)
            self.B[k] -= lr * np.mean(2 * gap * hk)
            self.A[k] -= lr * np.mean(back * x)
            self.a[k] -= lr * np.mean(back)
        self.b -= lr * np.mean(2 * gap)
        return np.mean(gap ** 2)


t = np.sort(rng.uniform(0, 4, (80, 1)), axis=0)
amplitude = wave(t) + rng.normal(0, 0.02, (80, 1))
x = (t[:, 0] - 2) / 1.2

fitter = WaveFitter(16)
for i in range(2000):
    mse = fitter.improve(x, amplitude, 0.1)
    if i % 500 == 0:
        print(i, "MSE:", mse)
print("MSE:", mse)

# what does it say at the start, the middle and the end?
for k in (0, 40, 79):
    print("t=%.2f true %.3f fitted %.3f" % (t[k, 0], amplitude[k, 0], fitter(x)[k]))
