import numpy as np


def with_one(a):
    return np.hstack([a, np.ones((a.shape[0], 1))])


class BackpropNet:
    """ The last row of every matrix belongs to the constant 1. """

    def __init__(self, sizes):
        self.mats = []
        for i in range(len(sizes) - 1):
            m = np.random.uniform(-1, 1, (sizes[i] + 1, sizes[i + 1])) * np.sqrt(3.0 / sizes[i])
            self.mats.append(m)

    def f(self, z):
        return 1.0 / (1.0 + np.exp(-z))

    def f_prime(self, z):
        return self.f(z) * (1 - self.f(z))

    def forward(self, X):
        self.ins, self.zs = [], []
        a = X
        for m in self.mats:
            self.ins.append(with_one(a))
            self.zs.append(self.ins[-1].dot(m))
            a = self.f(self.zs[-1])
        return a

    def train(self, X, Y, rate):
        out = self.forward(X)
        deltas = [(out - Y) * self.f_prime(self.zs[-1])]
        for m, z in zip(self.mats[:0:-1], self.zs[-2::-1]):
            # without the row of the constant
            deltas.append(deltas[-1].dot(m[:-1].T) * self.f_prime(z))
        deltas.reverse()
        for m, inp, delta in zip(self.mats, self.ins, deltas):
            m -= rate * inp.T.dot(delta)
        return 0.5 * np.sum((out - Y) ** 2)


np.random.seed(30)
# letters L T U X on 4x4 pixels, some pixels flipped
letters = {'L': "1000100010001111", 'T': "1111011001100110", 'U': "1001100110011111", 'X': "1001011001101001"}
names = sorted(letters)
clean = np.array([[int(p) for p in letters[n]] for n in names])
label = np.random.randint(0, 4, 240)
X = np.abs(clean[label] - (np.random.rand(240, 16) < 0.08))
Y = np.eye(4)[label]

net = BackpropNet([16, 10, 4])
for epoch in range(60):
    sse = 0
    for k in range(0, 200, 10):
        sse += net.train(X[k:k + 10], Y[k:k + 10], 0.2)
    if epoch % 10 == 9:
        good = np.mean(net.forward(X[200:]).argmax(1) == label[200:])
        print("epoch", epoch + 1, "sse", sse, "recognised:", good)
