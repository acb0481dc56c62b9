import numpy as np


def dsigmoid(y):
    return 1.0 - y ** 2


class NN:
    def __init__(self, ni, nh, no, seed):
        rng = np.random.RandomState(seed)
        self.ni = ni + 1  # bias node
        self.ai = np.ones(self.ni)
        self.wi = rng.uniform(-0.5, 0.5, (self.ni, nh))
        self.wo = rng.uniform(-0.5, 0.5, (nh, no))

    def update(self, inputs):
        self.ai[:-1] = inputs
        self.ah = np.tanh(self.ai @ self.wi)
        self.ao = np.tanh(self.ah @ self.wo)
        return self.ao

    def back_propagate(self, targets, N):
        output_deltas = (targets - self.ao) * dsigmoid(self.ao)
        hidden_deltas = (self.wo @ output_deltas) * dsigmoid(self.ah)

        self.wo += N * np.outer(self.ah, output_deltas)
        self.wi += N * np.outer(self.ai, hidden_deltas)
        return 0.5 * np.sum((targets - self.ao) ** 2)

    def train(self, patterns, iterations=1000, N=0.1):
        for i in range(iterations):
            error = 0.0
            for inputs, targets in patterns:
                self.update(inputs)
                error += self.back_propagate(targets, N)
            if i % 100 == 0:
                print('error %-.5f' % error)

    def test(self, patterns):
        for inputs, targets in patterns:
            print(inputs, '->', self.update(inputs), targets)


def demo():
    pat = [(np.array([0.1, 0.9]), np.array([1.0])),
           (np.array([0.3, 0.6]), np.array([2.0])),
           (np.array([0.7, 0.5]), np.array([3.0])),
           (np.array([0.9, 0.2]), np.array([4.0])),
           (np.array([0.5, 0.1]), np.array([2.0])),
           (np.array([0.2, 0.2]), np.array([1.0]))]
    n = NN(2, 5, 1, 0)
    n.train(pat)
    n.test(pat)
    print('mean distance', np.mean([abs(n.update(x)[0] - t[0]) for x, t in pat]))


if __name__ == '__main__':
    demo()
