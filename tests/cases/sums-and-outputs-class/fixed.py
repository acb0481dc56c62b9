import numpy as np


class Net:
    def __init__(self, layout, rate):
        self.rate = rate
        self.matrices = []
        self.thresholds = []
        for n_from, n_to in zip(layout[:-1], layout[1:]):
            self.matrices.append(np.random.normal(0, 1, (n_to, n_from)))
            self.thresholds.append(np.zeros((n_to, 1)))

    @staticmethod
    def sigmoid(x):
        return 1 / (1 + np.exp(-x))

    @staticmethod
    def slope(y):
        return y * (1 - y)

    def ask(self, question):
        self.sums = []
        self.outs = [np.array(question, dtype=float).reshape(-1, 1)]
        for M, t in zip(self.matrices, self.thresholds):
            total = M @ self.outs[-1] + t
            self.sums.append(total)
            self.outs.append(self.sigmoid(total))
        return self.outs[-1]

    def teach(self, question, solution):
        solution = np.array(solution, dtype=float).reshape(-1, 1)
        miss = self.ask(question) - solution
        deltas = [None] * len(self.matrices)
        for k in reversed(range(len(self.matrices))):
            deltas[k] = miss * self.slope(self.outs[k + 1])
            miss = self.matrices[k].T @ deltas[k]
        for k in range(len(self.matrices)):
            self.matrices[k] -= self.rate * deltas[k] @ self.outs[k].T
            self.thresholds[k] -= self.rate * deltas[k]


def is_between(p):
    return [1, 0] if abs(p[0] - p[1]) < 0.35 else [0, 1]


if __name__ == "__main__":
    np.random.seed(20)
    questions = np.random.uniform(-1, 1, (150, 2))
    net = Net([2, 8, 2], rate=0.5)
    for lap in range(150):
        for q in questions:
            net.teach(q, is_between(q))
        if lap % 30 == 29:
            wrong = sum(np.argmax(net.ask(q)) != np.argmax(is_between(q)) for q in questions)
            print("lap", lap + 1, "wrong answers:", wrong, "of", len(questions))
