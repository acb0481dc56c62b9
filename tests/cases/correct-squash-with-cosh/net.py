import numpy as np


class Squash:
    LOGISTIC = "logistic"
    TANH = "tanh"
    IDENTITY = "identity"

    @staticmethod
    def apply(kind, state, slope=False):
        if kind == Squash.LOGISTIC:
            f = 1 / (1 + np.exp(-state))
            return f * (1 - f) if slope else f
        if kind == Squash.TANH:
            if slope:
                return 1 / np.power(np.cosh(state), 2)
            return np.tanh(state)
        return np.ones_like(state) if slope else state


class Architect:
    """matrices in a list, bias as last column, samples in columns"""

    def __init__(self, sizes, kinds, rate, inertia):
        self.kinds, self.rate, self.inertia = kinds, rate, inertia
        self.nets = [np.random.uniform(-1, 1, (b, a + 1)) * np.sqrt(3 / a) for a, b in zip(sizes, sizes[1:])]
        self.last = [np.zeros_like(w) for w in self.nets]

    def activate(self, x):
        self.states, self.values = [], [x]
        for w, kind in zip(self.nets, self.kinds):
            self.states.append(w[:, :-1] @ self.values[-1] + w[:, -1:])
            self.values.append(Squash.apply(kind, self.states[-1]))
        return self.values[-1]

    def propagate(self, target):
        blame = target - self.values[-1]
        moves = []
        for w, kind, state, below in reversed(list(zip(self.nets, self.kinds, self.states, self.values))):
            blame = blame * Squash.apply(kind, state, slope=True)
            grown = np.vstack([below, np.ones((1, below.shape[1]))])
            moves.insert(0, blame @ grown.T / target.shape[1])
            blame = w[:, :-1].T @ blame
        for w, move, last in zip(self.nets, moves, self.last):
            last *= self.inertia
            last += self.rate * move
            w += last


if __name__ == "__main__":
    np.random.seed(16)
    x = np.random.uniform(-1, 1, (2, 300))
    y = np.vstack([x[0] * x[1], np.sin(3 * x[0]) - x[1] ** 2])
    brain = Architect([2, 14, 10, 2], [Squash.TANH, Squash.LOGISTIC, Squash.IDENTITY], 0.2, 0.8)
    for epoch in range(3001):
        out = brain.activate(x)
        brain.propagate(y)
        if epoch % 600 == 0:
            print("epoch", epoch, "error", np.mean((out - y) ** 2))
    print("error in the end:", np.mean((brain.activate(x) - y) ** 2))
