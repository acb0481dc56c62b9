import numpy as np


class Sigmoid:
    def forward(self, M):
        sigm = np.clip(1 / (1 + np.exp(-M)), 1e-7, 1 - 1e-7)
        self.output = sigm
        self.inputs = sigm  # needed on the way back

    def backward(self, dvalues):
        sigm = self.inputs
        self.dinputs = sigm * (1 - sigm) * dvalues


class Tanh:
    def forward(self, M):
        self.output = np.tanh(M)
        self.inputs = M

    def backward(self, dvalues):
        self.dinputs = (1 - self.output ** 2) * dvalues


class LSTM:
    """one input per step, n units, rows of U and W belong to units"""

    def __init__(self, n, seed=0):
        rng = np.random.RandomState(seed)
        self.n = n
        self.U = {k: 0.4 * rng.randn(n, 1) for k in "fiog"}
        self.W = {k: rng.randn(n, n) / np.sqrt(n) for k in "fiog"}
        self.b = {k: np.zeros((n, 1)) for k in "fiog"}

    def forward(self, X):
        self.X = X
        self.H, self.C = [np.zeros((self.n, 1))], [np.zeros((self.n, 1))]
        self.cells = []
        for x in X:
            cell = {"f": Sigmoid(), "i": Sigmoid(), "o": Sigmoid(), "g": Tanh(), "c": Tanh()}
            for k in "fiog":
                cell[k].forward(self.U[k] * x + self.W[k] @ self.H[-1] + self.b[k])
            self.C.append(cell["f"].output * self.C[-1] + cell["i"].output * cell["g"].output)
            cell["c"].forward(self.C[-1])
            self.H.append(cell["o"].output * cell["c"].output)
            self.cells.append(cell)
        return self.H[-1]

    def backward(self, dh):
        self.dU = {k: 0 for k in "fiog"}
        self.dW = {k: 0 for k in "fiog"}
        self.db = {k: 0 for k in "fiog"}
        dc = np.zeros((self.n, 1))
        for t in range(len(self.X) - 1, -1, -1):
            cell = self.cells[t]
            cell["o"].backward(dh * cell["c"].output)
            cell["c"].backward(dh * cell["o"].output)
            dc = dc + cell["c"].dinputs
            cell["f"].backward(dc * self.C[t])
            cell["i"].backward(dc * cell["g"].output)
            cell["g"].backward(dc * cell["i"].output)
            dc = dc * cell["f"].output
            dh = 0
            for k in "fiog":
                d = cell[k].dinputs
                self.dU[k] = self.dU[k] + d * self.X[t]
                self.dW[k] = self.dW[k] + d @ self.H[t].T
                self.db[k] = self.db[k] + d
                dh = dh + self.W[k].T @ d


class Readout:
    def __init__(self, n, seed=1):
        self.v = np.random.RandomState(seed).randn(n, 1) / np.sqrt(n)
        self.c = 0.0

    def forward(self, h):
        self.h = h
        return (self.v.T @ h).item() + self.c

    def backward(self, dy):
        self.dv, self.dc = dy * self.h, dy
        return dy * self.v


if __name__ == "__main__":
    t = np.linspace(0, 30, 160)
    wave = np.sin(t) * np.cos(0.4 * t)
    lstm, readout, lr = LSTM(8), Readout(8), 0.05
    for epoch in range(25):
        squares = 0.0
        for s in range(len(wave) - 10):
            diff = readout.forward(lstm.forward(wave[s:s + 10])) - wave[s + 10]
            squares += diff ** 2
            lstm.backward(readout.backward(2 * diff))
            for k in "fiog":
                lstm.U[k] -= lr * lstm.dU[k]
                lstm.W[k] -= lr * lstm.dW[k]
                lstm.b[k] -= lr * lstm.db[k]
            readout.v -= lr * readout.dv
            readout.c -= lr * readout.dc
        if epoch % 6 == 0:
            print("epoch", epoch, "mean squared error", squares / (len(wave) - 10))
