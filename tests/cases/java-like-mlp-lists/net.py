import math
import random


def logistic(s):
    s = max(-60.0, min(60.0, s))    # math.exp complains otherwise
    return 1 / (1 + math.exp(-s))


class MLP:
    LR = 0.3

    def __init__(self, NI, NH, NO, seed):
        self.NI, self.NH, self.NO = NI, NH, NO
        rnd = random.Random(seed)
        # last row of each table is the bias
        self.W1 = [[rnd.uniform(-1, 1) for i in range(NH)] for j in range(NI + 1)]
        self.W2 = [[rnd.uniform(-1, 1) for i in range(NO)] for j in range(NH + 1)]
        self.dW1 = [[0.0] * NH for j in range(NI + 1)]
        self.dW2 = [[0.0] * NO for j in range(NH + 1)]
        self.Z1 = [0.0] * NH
        self.Z2 = [0.0] * NO
        self.Hidden = [0.0] * NH
        self.Output = [0.0] * NO

    def forward(self, inputs):
        self.Input = list(inputs) + [1.0]
        for i in range(self.NH):
            s = 0.0
            for j in range(self.NI + 1):
                s += self.Input[j] * self.W1[j][i]
            self.Hidden[i] = logistic(s)
        for i in range(self.NO):
            s = self.W2[self.NH][i]
            for j in range(self.NH):
                s += self.Hidden[j] * self.W2[j][i]
            self.Output[i] = logistic(s)
        return self.Output

    def backwards(self, target):
        error = 0.0
        for i in range(self.NO):
            self.Z2[i] = self.Output[i] * (1.0 - self.Output[i]) * (target[i] - self.Output[i])
            error += (target[i] - self.Output[i]) ** 2
        for i in range(self.NH):
            back = 0.0
            for j in range(self.NO):
                back += self.W2[i][j] * self.Z2[j]
            self.Z1[i] = self.Hidden[i] * (1.0 - self.Hidden[i]) * back
        for i in range(self.NH):
            for j in range(self.NI + 1):
                self.dW1[j][i] += self.Z1[i] * self.Input[j]
        for i in range(self.NO):
            for j in range(self.NH):
                self.dW2[j][i] += self.Z2[i] * self.Hidden[j]
            self.dW2[self.NH][i] += self.Z2[i]
        return error

    def updateWeights(self):
        for i in range(self.NO):
            for j in range(self.NH + 1):
                self.W2[j][i] += self.LR * self.dW2[j][i]
        for i in range(self.NH):
            for j in range(self.NI + 1):
                self.W1[j][i] += self.LR * self.dW1[j][i]


if __name__ == "__main__":
    data = [([0, 0], [0]), ([0, 1], [1]), ([1, 0], [1]), ([1, 1], [0])]
    net = MLP(2, 4, 1, 11)
    for epoch in range(6000):
        error = 0.0
        for x, t in data:
            net.forward(x)
            error += net.backwards(t)
            net.updateWeights()
        if epoch % 1000 == 0:
            print("Epoch", epoch, "error", error)
    for x, t in data:
        print(x, t, net.forward(x))
    print("Error at the end:", sum((net.forward(x)[0] - t[0]) ** 2 for x, t in data))
