import numpy as np


class NN():
    def __init__(self, layers, kind, seed=3):
        """
        layers: for instance [2, 3, 1]
        kind: "normal" or "uniform" start weights
        """
        rng = np.random.RandomState(seed)
        self.p = 0.2
        self.count = len(layers) - 1
        self.L = {}
        self.B = {}
        for i in range(1, self.count + 1):
            shape = (layers[i - 1], layers[i])
            self.B[i] = rng.uniform(-1, 1, layers[i])
            if kind == "normal":
                self.L[i] = rng.randn(*shape)
            else:
                self.L[i] = rng.uniform(-1, 1, shape)

    def bend(self, s):
        # between -1 and 1
        return (1 / (1 + np.exp(-s)) - 0.5) * 2

    def bend_slope(self, v):
        # v has been bent already
        return 0.5 * (1 - v * v)

    def run(self, inputs):
        self.v = {0: np.asarray(inputs, dtype=float)}
        for i in range(1, self.count + 1):
            self.v[i] = self.bend(np.dot(self.v[i - 1], self.L[i]) + self.B[i])
        return self.v[self.count]

    def teach(self, inputs, wanted):
        error = wanted - self.run(inputs)
        for i in range(self.count, 0, -1):
            delta = error * self.bend_slope(self.v[i])
            error = np.dot(self.L[i], delta)
            self.L[i] += self.p * np.outer(self.v[i - 1], delta)
            self.B[i] += self.p * delta


cases = [([0, 0], [1]), ([0, 1], [-1]), ([1, 0], [-1]), ([1, 1], [1])]
net = NN([2, 4, 1], "normal")
for turn in range(8000):
    for inputs, wanted in cases:
        net.teach(inputs, np.array(wanted))

loss = 0
for inputs, wanted in cases:
    answer = net.run(inputs)
    loss += (wanted[0] - answer[0]) ** 2
    print(inputs, "wanted", wanted[0], "answer %.3f" % answer[0])
print("sum of squares", loss)
