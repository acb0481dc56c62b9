import numpy as np


class Gates:

    def __init__(self, rate):
        self.rate = rate

    def sig(self, v):
        return 1 / (1 + np.exp(-v))

    def step(self, value, slope):
        return value - self.rate * slope

    def error(self, wanted, got):
        total = 0
        for k in range(len(wanted)):
            total += 0.5 * (wanted[k] - got[k]) ** 2
        return total / len(wanted)

    def xor(self):
        X = np.array([[1, 1], [1, 0], [0, 1], [0, 0]])
        y = np.array([0, 1, 1, 0])
        w0 = np.array([[.9, -.4], [-.3, .5]])   # inputs -> hidden
        w1 = np.array([.8, .7])                 # hidden -> out

        for epoch in range(20000):
            outs = []
            for i in range(X.shape[0]):
                # forward
                h0 = self.sig(w0[0, 0] * X[i][0] + w0[1, 0] * X[i][1])
                h1 = self.sig(w0[0, 1] * X[i][0] + w0[1, 1] * X[i][1])
                o = self.sig(w1[0] * h0 + w1[1] * h1)
                outs.append(o)

                # backward
                do = -(y[i] - o)
                dw0_00 = do * o * (1 - o) * w1[0] * h0 * (1 - h0) * X[i][0]
                dw0_01 = do * o * (1 - o) * w1[1] * h1 * (1 - h1) * X[i][0]
                dw0_10 = do * o * (1 - o) * w1[0] * h0 * (1 - h0) * X[i][1]
                dw0_11 = do * o * (1 - o) * w1[1] * h1 * (1 - h1) * X[i][1]
                dw1_0 = do * h0
                dw1_1 = do * h1

                w0[0, 0] = self.step(w0[0, 0], dw0_00)
                w0[0, 1] = self.step(w0[0, 1], dw0_01)
                w0[1, 0] = self.step(w0[1, 0], dw0_10)
                w0[1, 1] = self.step(w0[1, 1], dw0_11)
                w1[0] = self.step(w1[0], dw1_0)
                w1[1] = self.step(w1[1], dw1_1)
            if epoch % 4000 == 0:
                print('epoch', epoch, 'error ->', self.error(y, outs))

        for i in range(X.shape[0]):
            print(X[i], 'wanted', y[i], 'got', outs[i])
        print('last error ->', self.error(y, outs))


g = Gates(0.5)
g.xor()
