import numpy as np


class GateTrainer:
    def __init__(self, pace):
        self.pace = pace
        # input -> hidden and hidden -> output
        self.v = np.array([[.9, -.1], [.3, .5]])
        self.u = np.array([.8, -.7])

    def sig(self, z):
        return 1 / (1 + np.exp(-z))

    def lower(self, value, slope):
        return value - self.pace * slope

    def answer(self, p):
        h0 = self.sig(self.v[0, 0] * p[0] + self.v[1, 0] * p[1])
        h1 = self.sig(self.v[0, 1] * p[0] + self.v[1, 1] * p[1])
        out = self.sig(self.u[0] * h0 + self.u[1] * h1)
        return h0, h1, out

    def error(self, wish, got):
        return np.sum((np.array(wish) - np.array(got)) ** 2) / 2

    def xor(self, rounds):
        pairs = np.array([[1, 1], [1, 0], [0, 1], [0, 0]])
        wish = np.array([0, 1, 1, 0])
        for k in range(rounds):
            got = []
            for i in range(pairs.shape[0]):
                p = pairs[i]
                h0, h1, out = self.answer(p)
                got.append(out)

                # backpropagation, every weight on its own
                de = -(wish[i] - out)
                de_v00 = de * out * (1 - out) * self.u[0] * h0 * (1 - h0) * p[0]
                de_v01 = de * out * (1 - out) * self.u[1] * h1 * (1 - h1) * p[0]
                de_v10 = de * out * (1 - out) * self.u[0] * h0 * (1 - h0) * p[1]
                de_v11 = de * out * (1 - out) * self.u[1] * h1 * (1 - h1) * p[1]
                de_u0 = de * out * (1 - out) * h0
                de_u1 = de * out * (1 - out) * h1

                self.v[0, 0] = self.lower(self.v[0, 0], de_v00)
                self.v[0, 1] = self.lower(self.v[0, 1], de_v01)
                self.v[1, 0] = self.lower(self.v[1, 0], de_v10)
                self.v[1, 1] = self.lower(self.v[1, 1], de_v11)
                self.u[0] = self.lower(self.u[0], de_u0)
                self.u[1] = self.lower(self.u[1], de_u1)
            if k % 2000 == 0:
                print('round', k, 'error', self.error(wish, got))
        for p in pairs:
            print(p, '->', self.answer(p)[2])
        print('error in the end:', self.error(wish, [self.answer(p)[2] for p in pairs]))


if __name__ == "__main__":
    gate = GateTrainer(0.8)
    gate.xor(12000)
