import numpy as np


def tanh_slope_from_output(a):
    return 1 - a * a


class Network:
    # every matrix has one extra column for a constant input of 1
    def __init__(self, *sizes):
        rng = np.random.RandomState(1)
        self.weights = [rng.uniform(-0.6, 0.6, (sizes[k + 1], sizes[k] + 1)) for k in range(len(sizes) - 1)]

    def activations(self, x):
        acts = [np.append(x, 1)]
        for k, w in enumerate(self.weights):
            a = np.tanh(w @ acts[-1])
            if k < len(self.weights) - 1:
                a = np.append(a, 1)
            acts.append(a)
        return acts

    def learn(self, x, t, rate):
        acts = self.activations(x)
        error = t - acts[-1]
        delta = error * tanh_slope_from_output(acts[-1])
        for k in range(len(self.weights) - 1, -1, -1):
            below = acts[k]
            step = np.outer(delta, below)
            if k > 0:
                # the constant input gets no delta
                delta = (self.weights[k].T @ delta)[:-1] * tanh_slope_from_output(below[:-1])
            self.weights[k] += rate * step
        return np.sum(error ** 2)


parity = []
for n in range(8):
    bits = [(n >> s) & 1 for s in range(3)]
    parity.append((np.array(bits) * 2.0 - 1, np.array([1.0 if sum(bits) % 2 else -1.0])))

net = Network(3, 8, 4, 1)
for turn in range(1500):
    total = sum(net.learn(x, t, 0.05) for x, t in parity)
    if turn % 300 == 0:
        print("turn", turn, "squared error", total)
for x, t in parity:
    print(x, t, net.activations(x)[-1])
print("squared error at the end:", total)
