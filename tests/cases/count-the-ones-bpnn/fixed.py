import math
import random
random.seed(0)

def rand(a, b):
    return (b-a)*random.random() + a

def makeMatrix(I, J):
    m = []
    for i in range(I):
        m.append([0.0]*J)
    return m

def dtanh(y):
    return 1.0 - y**2

class NN:
    def __init__(self, ni, nh, no):
        self.ni = ni + 1 # +1 for bias node
        self.nh = nh + 1
        self.no = no
        self.ai = [1.0]*self.ni
        self.ah = [1.0]*self.nh
        self.ao = [1.0]*self.no
        self.wi = makeMatrix(self.ni, nh)
        self.wo = makeMatrix(self.nh, self.no)
        for i in range(self.ni):
            for j in range(nh):
                self.wi[i][j] = rand(-0.5, 0.5)
        for j in range(self.nh):
            for k in range(self.no):
                self.wo[j][k] = rand(-0.5, 0.5)

    def update(self, inputs):
        for i in range(self.ni-1):
            self.ai[i] = inputs[i]
        for j in range(self.nh-1):
            s = 0.0
            for i in range(self.ni):
                s = s + self.ai[i] * self.wi[i][j]
            self.ah[j] = math.tanh(s)
        for k in range(self.no):
            s = 0.0
            for j in range(self.nh):
                s = s + self.ah[j] * self.wo[j][k]
            self.ao[k] = s
        return self.ao[:]

    def backPropagate(self, targets, N):
        output_deltas = [0.0] * self.no
        for k in range(self.no):
            output_deltas[k] = targets[k]-self.ao[k]
        hidden_deltas = [0.0] * (self.nh-1)
        for j in range(self.nh-1):
            error = 0.0
            for k in range(self.no):
                error = error + output_deltas[k]*self.wo[j][k]
            hidden_deltas[j] = dtanh(self.ah[j]) * error
        for j in range(self.nh):
            for k in range(self.no):
                self.wo[j][k] = self.wo[j][k] + N*output_deltas[k]*self.ah[j]
        for i in range(self.ni):
            for j in range(self.nh-1):
                self.wi[i][j] = self.wi[i][j] + N*hidden_deltas[j]*self.ai[i]
        return sum(0.5*(targets[k]-self.ao[k])**2 for k in range(self.no))

    def train(self, patterns, iterations=1500, N=0.05):
        for i in range(iterations):
            error = 0.0
            for p in patterns:
                self.update(p[0])
                error = error + self.backPropagate(p[1], N)
            if i % 300 == 0:
                print('error %-.5f' % error)

# how many of the four lamps are on?
pat = []
for n in range(16):
    lamps = [(n >> s) & 1 for s in range(4)]
    pat.append([lamps, [sum(lamps)]])
n = NN(4, 5, 1)
n.train(pat)
for p in pat[::5]:
    print(p[0], '->', n.update(p[0]))
print('worst miss %.5f' % max(abs(p[1][0] - n.update(p[0])[0]) for p in pat))
