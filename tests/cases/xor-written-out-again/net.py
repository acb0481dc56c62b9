import numpy as np


class Xor:
    def __init__(self):
        self.rate = 0.8

    def sig(self, x):
        return 1 / (1 + np.exp(-x))

    def step(self, weight, slope):
        return weight - self.rate * slope

    def error(self, y, out):
        return sum(0.5 * (a - b) ** 2 for a, b in zip(y, out))

    def run(self, rounds):
        X = np.array([[1, 1], [1, 0], [0, 1], [0, 0]])
        y = np.array([0, 1, 1, 0])
        v = np.array([[.9, .1], [.3, .5]])   # v[i, j]: input i -> hidden j
        u = np.array([.8, -.7])              # hidden j -> output

        for r in range(rounds):
            outputs = []
            for i in range(X.shape[0]):
                # forward pass
                h0 = self.sig(v[0, 0] * X[i][0] + v[1, 0] * X[i][1])
                h1 = self.sig(v[0, 1] * X[i][0] + v[1, 1] * X[i][1])
                o = self.sig(u[0] * h0 + u[1] * h1)
                outputs.append(o)

                # backward pass
                de_o = -(y[i] - o)
                de_v00 = de_o * o * (1 - o) * u[0] * h0 * (1 - h0) * X[i][0]
                de_v01 = de_o * o * (1 - o) * u[1] * h1 * (1 - h1) * X[i][0]
                de_v10 = de_o * o * (1 - o) * u[0] * h0 * (1 - h0) * X[i][1]
                de_v11 = de_o * o * (1 - o) * u[1] * h1 * (1 - h1) * X[i][1]
                de_u0 = de_o * h0
                de_u1 = de_o * h1

                v[0, 0] = self.step(v[0, 0], de_v00)
                v[0, 1] = self.step(v[0, 1], de_v01)
                v[1, 0] = self.step(v[1, 0], de_v10)
                v[1, 1] = self.step(v[1, 1], de_v11)
                u[0] = self.step(u[0], de_u0)
                u[1] = self.step(u[1], de_u1)
            if r % 4000 == 0:
                print("round", r, "error ->", self.error(y, outputs))

        print("outputs", np.round(outputs, 3), "wanted", y)
        print("error at the end ->", self.error(y, outputs))


if __name__ == "__main__":
    Xor().run(20000)
