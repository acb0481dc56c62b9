import numpy as np


class GateTrainer:
    def __init__(self, speed=0.5):
        self.speed = speed

    def sig(self, v):
        return 1 / (1 + np.exp(-v))

    def shifted(self, value, slope):
        return value - self.speed * slope

    def mse(self, wanted, got):
        return np.mean((np.array(wanted) - np.array(got)) ** 2)

    def answer(self, a, b):
        h = [self.sig(self.p[0, k] * a + self.p[1, k] * b) for k in range(3)]
        return h, self.sig(self.q[0] * h[0] + self.q[1] * h[1] + self.q[2] * h[2])

    def xor(self, rounds):
        X = np.array([[1, 1], [1, -1], [-1, 1], [-1, -1]])
        y = np.array([0, 1, 1, 0])
        self.p = np.random.uniform(-1, 1, (2, 3))
        self.q = np.random.uniform(-1, 1, 3)
        for r in range(rounds):
            got = []
            for i in range(X.shape[0]):
                a, b = X[i]
                h, out = self.answer(a, b)
                got.append(out)

                # slopes of the squared error for this row
                miss = -(y[i] - out)
                dp, dq = np.zeros((2, 3)), np.zeros(3)
                for k in range(3):
                    dp[0, k] = miss * out * (1 - out) * self.q[k] * h[k] * (1 - h[k]) * a
                    dp[1, k] = miss * out * (1 - out) * self.q[k] * h[k] * (1 - h[k]) * b
                    dq[k] = miss * h[k]

                self.p = self.shifted(self.p, dp)
                self.q = self.shifted(self.q, dq)
            if r % 2000 == 0:
                print("round", r, "error ->", self.mse(y, got))
        for a, b in X:
            print(a, b, "->", self.answer(a, b)[1])
        print("error at the end:", self.mse(y, [self.answer(a, b)[1] for a, b in X]))


if __name__ == "__main__":
    np.random.seed(4)
    GateTrainer().xor(8000)
