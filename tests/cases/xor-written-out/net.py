import numpy as np


class Gate:
    def __init__(self):
        # starting weights written down by hand
        self.v = np.array([[.9, .1], [-.3, .5]])
        self.u = np.array([.8, -.7])
        self.step = 0.5

    def sig(self, x):
        return 1 / (1 + np.exp(-x))

    def run(self, p):
        h0 = self.sig(self.v[0, 0] * p[0] + self.v[1, 0] * p[1])
        h1 = self.sig(self.v[0, 1] * p[0] + self.v[1, 1] * p[1])
        o = self.sig(self.u[0] * h0 + self.u[1] * h1)
        return h0, h1, o

    def down(self, old, slope):
        return old - self.step * slope

    def xor(self, rounds):
        X = np.array([[1, 1], [1, 0], [0, 1], [0, 0]])
        y = np.array([0, 1, 1, 0])
        for r in range(rounds):
            for i in range(X.shape[0]):
                h0, h1, o = self.run(X[i])

                # backpropagation
                e = -(y[i] - o)
                s_v00 = e * o * (1 - o) * self.u[0] * h0 * (1 - h0) * X[i][0]
                s_v01 = e * o * (1 - o) * self.u[1] * h1 * (1 - h1) * X[i][0]
                s_v10 = e * o * (1 - o) * self.u[0] * h0 * (1 - h0) * X[i][1]
                s_v11 = e * o * (1 - o) * self.u[1] * h1 * (1 - h1) * X[i][1]
                s_u0 = e * h0
                s_u1 = e * h1

                self.v[0, 0] = self.down(self.v[0, 0], s_v00)
                self.v[0, 1] = self.down(self.v[0, 1], s_v01)
                self.v[1, 0] = self.down(self.v[1, 0], s_v10)
                self.v[1, 1] = self.down(self.v[1, 1], s_v11)
                self.u[0] = self.down(self.u[0], s_u0)
                self.u[1] = self.down(self.u[1], s_u1)
            if r % 3000 == 0:
                print("error ->", self.error(X, y))
        for i in range(X.shape[0]):
            print("x0 =", X[i][0], ", x1 =", X[i][1], ", y =", self.run(X[i])[2])
        print("error ->", self.error(X, y))

    def error(self, X, y):
        return 0.5 * sum((y[i] - self.run(X[i])[2]) ** 2 for i in range(len(X)))


Gate().xor(15001)
