import numpy as np


class Mlp:
    def __init__(self, NI, NH, NO):
        self.NI, self.NH, self.NO = NI, NH, NO
        self.W1 = np.random.uniform(-1, 1, (NI, NH))
        self.W2 = np.random.uniform(-1, 1, (NH, NO))
        self.bias1 = [1.0] * NH
        self.bias2 = [1.0] * NO
        self.dW1 = np.zeros((NI, NH))
        self.dW2 = np.zeros((NH, NO))
        self.Z1 = [0.0] * NH
        self.Z2 = [0.0] * NO
        self.hidden = [0.0] * NH
        self.output = [0.0] * NO

    def forward(self, row):
        self.row = row
        for i in range(self.NH):
            s = 0.0
            for j in range(self.NI):
                s += row[j] * self.W1[j][i]
            s += self.bias1[i]
            self.hidden[i] = 1 / (1 + np.exp(-s))
        for i in range(self.NO):
            s = 0.0
            for j in range(self.NH):
                s += self.hidden[j] * self.W2[j][i]
            s += self.bias2[i]
            self.output[i] = 1 / (1 + np.exp(-s))
        return self.output

    def backwards(self, wanted, LR):
        for i in range(self.NO):
            self.Z2[i] = self.output[i] * (1 - self.output[i]) * (wanted[i] - self.output[i])
        for i in range(self.NH):
            err = 0.0
            for j in range(self.NO):
                err += self.W2[i][j] * self.Z2[j]
            self.Z1[i] = self.hidden[i] * (1 - self.hidden[i]) * err
        for i in range(self.NH):
            for j in range(self.NI):
                self.dW1[j][i] = self.Z1[i] * self.row[j]
        for i in range(self.NO):
            for j in range(self.NH):
                self.dW2[j][i] = self.Z2[i] * self.hidden[j]

    def update_weights(self, LR):
        for i in range(self.NH):
            for j in range(self.NI):
                self.W1[j][i] += LR * self.dW1[j][i]
            self.bias1[i] += LR * self.Z1[i]
        for i in range(self.NO):
            for j in range(self.NH):
                self.W2[j][i] += LR * self.dW2[j][i]
            self.bias2[i] += LR * self.Z2[i]


if __name__ == "__main__":
    np.seterr(all="ignore")
    np.random.seed(4)
    rows = [[0, 0], [0, 1], [1, 0], [1, 1]]
    labels = [[0], [1], [1], [0]]
    mlp = Mlp(2, 4, 1)
    for epoch in range(8000):
        total = 0.0
        for row, wanted in zip(rows, labels):
            out = mlp.forward(row)
            total += (wanted[0] - out[0]) ** 2
            mlp.backwards(wanted, 0.5)
            mlp.update_weights(0.5)
        if epoch % 2000 == 0:
            print("epoch", epoch, "error", total)
    for row in rows:
        print(row, mlp.forward(row)[0])
    print("total error:", total)
