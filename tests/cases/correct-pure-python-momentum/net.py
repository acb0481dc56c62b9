import random
import math


def rand_matrix(rows, cols, r):
    return [[r.uniform(-1, 1) for _ in range(cols)] for _ in range(rows)]


class MLP:
    """tanh hidden layer, linear output; the last weight of each row is the threshold"""

    def __init__(self, ni, nh, r):
        self.wi = rand_matrix(nh, ni + 1, r)
        self.wo = [r.uniform(-0.5, 0.5) for _ in range(nh + 1)]
        # last change, for momentum
        self.ci = [[0.0] * (ni + 1) for _ in range(nh)]
        self.co = [0.0] * (nh + 1)

    def update(self, inputs):
        self.ai = list(inputs) + [1.0]
        self.ah = [math.tanh(sum(w * a for w, a in zip(row, self.ai))) for row in self.wi] + [1.0]
        return sum(w * a for w, a in zip(self.wo, self.ah))

    def backprop(self, target, N, M):
        out_delta = target - sum(w * a for w, a in zip(self.wo, self.ah))
        hidden_deltas = []
        for j in range(len(self.wi)):
            hidden_deltas.append((1 - self.ah[j] ** 2) * out_delta * self.wo[j])
        for j in range(len(self.wo)):
            self.co[j] = N * out_delta * self.ah[j] + M * self.co[j]
            self.wo[j] += self.co[j]
        for j in range(len(self.wi)):
            for i in range(len(self.ai)):
                self.ci[j][i] = N * hidden_deltas[j] * self.ai[i] + M * self.ci[j][i]
                self.wi[j][i] += self.ci[j][i]
        return 0.5 * out_delta ** 2

    def train(self, patterns, rounds, r, N=0.01, M=0.8):
        for k in range(rounds):
            r.shuffle(patterns)
            error = 0.0
            for inputs, target in patterns:
                self.update(inputs)
                error += self.backprop(target, N, M)
            if k % 50 == 0:
                print('round %d error %.5f' % (k, error / len(patterns)))


def demo():
    r = random.Random(4)
    patterns = []
    for _ in range(100):
        a, b = r.uniform(-1, 1), r.uniform(-1, 1)
        patterns.append(([a, b], a * b + 0.5 * a - 0.2))
    net = MLP(2, 10, r)
    net.train(patterns, 250, r)
    fresh = [(r.uniform(-1, 1), r.uniform(-1, 1)) for _ in range(50)]
    miss = [abs(net.update([a, b]) - (a * b + 0.5 * a - 0.2)) for a, b in fresh]
    print('mean miss on fresh points: %.4f' % (sum(miss) / len(miss)))


if __name__ == '__main__':
    demo()
