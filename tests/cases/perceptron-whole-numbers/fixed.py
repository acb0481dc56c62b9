import numpy as np


class Perceptron:
    """ threshold unit; the last weight belongs to the constant input 1 """

    def __init__(self, rate=0.1):
        self.rate = rate
        self.weights = np.array([1.0, -1, 1, -1])

    def decide(self, row):
        s = 0
        for w, r in zip(self.weights, row):
            s += w * r
        return 1 if s > 0 else 0

    def fit(self, rows, answers, limit=200):
        rounds = 0
        while rounds < limit:
            total = 0
            for row, answer in zip(rows, answers):
                error = answer - self.decide(row)
                for i in range(len(row)):
                    self.weights[i] += self.rate * error * row[i]
                total += abs(error)
            rounds += 1
            if total == 0:
                break
        return rounds


def majority():
    # two of three votes
    rows, answers = [], []
    for a in (0, 1):
        for b in (0, 1):
            for c in (0, 1):
                rows.append([a, b, c, 1])
                answers.append(1 if a + b + c >= 2 else 0)
    return rows, answers


if __name__ == "__main__":
    rows, answers = majority()
    unit = Perceptron()
    print("rounds", unit.fit(rows, answers))
    print("weights", unit.weights)
    wrong = 0
    for row, answer in zip(rows, answers):
        got = unit.decide(row)
        print(row[:3], answer, got)
        wrong += got != answer
    print("rows wrong:", wrong)
