import numpy as np


def hyp(z):
    return np.tanh(z)


def hyp_slope(y):
    return 1.0 - y ** 2


def sig(z):
    return 1.0 / (1.0 + np.exp(-z))


def sig_slope(y):
    return y * (1.0 - y)


class Brain:
    def __init__(self, sizes, kind="hyp"):
        if kind == "sig":
            self.act, self.slope = sig, sig_slope
        else:
            self.act, self.slope = hyp, hyp_slope
        self.ws = []
        for i in range(1, len(sizes) - 1):
            self.ws.append(2 * np.random.random((sizes[i - 1] + 1, sizes[i] + 1)) - 1)
        self.ws.append(2 * np.random.random((sizes[-2] + 1, sizes[-1])) - 1)

    def answer(self, x):
        a = np.append(1.0, x)
        for w in self.ws:
            a = self.act(np.dot(a, w))
        return a

    def teach(self, X, y, pace=1.5, rounds=30000):
        X = np.hstack([np.ones((len(X), 1)), X])
        for k in range(rounds):
            if k % 10000 == 0:
                print("rounds:", k)
            i = np.random.randint(len(X))
            acts = [X[i]]
            for w in self.ws:
                acts.append(self.act(np.dot(acts[-1], w)))

            pulls = [(y[i] - acts[-1]) * self.slope(acts[-1])]
            for l in range(len(acts) - 2, 0, -1):
                pulls.append(np.dot(self.ws[l], pulls[-1]) * self.slope(acts[l]))
            pulls.reverse()

            for l in range(len(self.ws)):
                self.ws[l] += pace * np.outer(acts[l], pulls[l])


if __name__ == "__main__":
    np.random.seed(3)
    brain = Brain([2, 3, 1], "sig")
    pairs = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    differ = np.array([[0], [1], [1], [0]])
    brain.teach(pairs, differ)
    for x in pairs:
        print(x, brain.answer(x))
    print("mean miss:", np.mean([abs(brain.answer(x) - t) for x, t in zip(pairs, differ)]))
