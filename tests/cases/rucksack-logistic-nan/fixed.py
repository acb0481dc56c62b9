import numpy as np


class LogisticUnit:
    def __init__(self, epochs=3000, learning_rate=0.1, enough=1e-7):
        self.epochs = epochs
        self.learning_rate = learning_rate
        self.enough = enough

    def standard(self, table):
        centre = sum(table) / len(table)
        spread = np.sqrt(sum((row - centre) ** 2 for row in table) / len(table))
        return (table - centre) / spread

    def probability(self, row):
        return 1.0 / (1.0 + np.exp(-(self.bias + np.dot(self.weights, row))))

    def cost(self, table, answers):
        total = 0.0
        for row, answer in zip(table, answers):
            p = self.probability(row)
            total += -(answer * np.log(p + 1e-12) + (1 - answer) * np.log(1 - p + 1e-12))
        return total / len(answers)

    def fit(self, table, answers):
        self.weights = np.zeros(table.shape[1])
        self.bias = 0.0
        before = self.cost(table, answers)
        for epoch in range(self.epochs):
            slope_w, slope_b = np.zeros_like(self.weights), 0.0
            for row, answer in zip(table, answers):
                off = self.probability(row) - answer
                slope_w += off * row
                slope_b += off
            self.weights -= self.learning_rate * slope_w / len(answers)
            self.bias -= self.learning_rate * slope_b / len(answers)
            now = self.cost(table, answers)
            if epoch % 100 == 0:
                print("epoch", epoch, "cost", now)
            if abs(before - now) < self.enough:
                print("nothing changes any more after", epoch, "epochs")
                break
            before = now
        return self


if __name__ == "__main__":
    np.random.seed(13)
    # height in cm, weight in kg: does the person need the big rucksack?
    people = np.c_[np.random.normal(172, 9, 80), np.random.normal(71, 11, 80)]
    lean = (people[:, 0] - 172) / 9 + (people[:, 1] - 71) / 11
    people = people[np.abs(lean) > 0.15]
    big = (lean[np.abs(lean) > 0.15] > 0).astype(int)
    people = LogisticUnit().standard(people)
    unit = LogisticUnit(epochs=400, learning_rate=0.3).fit(people, big)
    guesses = [unit.probability(person) > 0.5 for person in people]
    print("agreement:", np.mean(np.array(guesses) == big))
    print("last cost:", unit.cost(people, big))
