import math
import random


class Unit:
    """fires with 1 / (1 + e^-(sum - threshold))"""

    def __init__(self, n, dice):
        self.w = [dice.uniform(-0.8, 0.8) for _ in range(n)]
        self.threshold = dice.uniform(-0.8, 0.8)

    def fire(self, signals):
        self.signals = signals
        total = 0.0
        for weight, signal in zip(self.w, signals):
            total += weight * signal
        self.level = 1.0 / (1.0 + math.exp(self.threshold - total))
        return self.level

    def take_blame(self, blame):
        self.blame = blame * self.level * (1.0 - self.level)

    def improve(self, rate):
        for k, signal in enumerate(self.signals):
            self.w[k] += rate * self.blame * signal
        self.threshold -= rate * self.blame


class Brain:
    def __init__(self, sizes, seed):
        dice = random.Random(seed)
        self.levels = [[Unit(n, dice) for _ in range(m)] for n, m in zip(sizes, sizes[1:])]

    def think(self, signals):
        for level in self.levels:
            signals = [unit.fire(signals) for unit in level]
        return signals

    def correct(self, wanted, rate):
        for unit, goal in zip(self.levels[-1], wanted):
            unit.take_blame(goal - unit.level)
        for below, above in zip(self.levels[-2::-1], self.levels[:0:-1]):
            for k, unit in enumerate(below):
                unit.take_blame(sum(u.blame * u.w[k] for u in above))
        for level in self.levels:
            for unit in level:
                unit.improve(rate)


def lessons():
    # how many of three lamps are on, as two bits
    for a in (0, 1):
        for b in (0, 1):
            for c in (0, 1):
                n = a + b + c
                yield [a, b, c], [n // 2, n % 2]


brain = Brain([3, 6, 2], seed=8)
order = random.Random(1)
material = list(lessons())
for day in range(4000):
    order.shuffle(material)
    for signals, wanted in material:
        brain.think(signals)
        brain.correct(wanted, 0.8)
    if day % 800 == 799:
        off = sum((g - o) ** 2 for s, w in lessons() for g, o in zip(w, brain.think(s)))
        print("day", day + 1, "off", off)
