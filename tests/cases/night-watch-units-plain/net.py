import math
import random


class Unit:
    def __init__(self, how_many):
        self.weights = [random.uniform(-1, 1) for _ in range(how_many)]
        self.bias = random.uniform(0, 1)

    def fire(self, inputs):
        self.inputs = inputs
        total = self.bias
        for w, x in zip(self.weights, inputs):
            total += w * x
        self.output = 1 / (1 + math.exp(-total))
        return self.output

    def slope(self):
        return self.output * (1 - self.output)

    def learn(self, delta, rate):
        for i in range(len(self.weights)):
            self.weights[i] += rate * delta * self.inputs[i]
        self.bias += rate * delta * self.bias


class Brain:
    def __init__(self, n_in, n_hidden):
        self.hidden = [Unit(n_in) for _ in range(n_hidden)]
        self.final = Unit(n_hidden)

    def think(self, inputs):
        return self.final.fire([unit.fire(inputs) for unit in self.hidden])

    def teach(self, inputs, wanted, rate):
        got = self.think(inputs)
        final_delta = (wanted - got) * self.final.slope()
        hidden_deltas = []
        for i, unit in enumerate(self.hidden):
            hidden_deltas.append(final_delta * self.final.weights[i] * unit.slope())
        self.final.learn(final_delta, rate)
        for unit, delta in zip(self.hidden, hidden_deltas):
            unit.learn(delta, rate)
        return (wanted - got) ** 2


def alarm(door, window, dog):
    # ring when it is quiet everywhere (guard asleep) or when the dog barks and something is open
    if not (door or window or dog):
        return 1
    return 1 if dog and (door or window) else 0


random.seed(11)
nights = [([d, w, g], alarm(d, w, g)) for d in (0, 1) for w in (0, 1) for g in (0, 1)]
brain = Brain(3, 4)
for epoch in range(4000):
    random.shuffle(nights)
    error = sum(brain.teach(x, t, 0.5) for x, t in nights)
    if epoch % 500 == 0:
        print("epoch", epoch, "error", error)

for x, t in sorted(nights):
    print(x, t, round(brain.think(x), 3))
print("total error:", sum((t - brain.think(x)) ** 2 for x, t in nights))
