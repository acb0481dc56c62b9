import math
import random


class Wire:
    def __init__(self, source, sink):
        self.source, self.sink = source, sink
        self.strength = random.uniform(-1, 1)
        source.outgoing.append(self)
        sink.incoming.append(self)


class Neuron:
    def __init__(self, kind='tanh'):
        self.kind = kind
        self.incoming, self.outgoing = [], []
        self.threshold = random.uniform(-0.5, 0.5)
        self.value = self.blame = 0.0

    def fire(self):
        s = sum(w.strength * w.source.value for w in self.incoming) - self.threshold
        self.value = math.tanh(s) if self.kind == 'tanh' else s

    def slope(self):
        return 1 - self.value ** 2 if self.kind == 'tanh' else 1.0

    def collect(self):
        self.blame = sum(w.strength * w.sink.blame for w in self.outgoing) * self.slope()

    def adapt(self, rate):
        for w in self.incoming:
            w.strength += rate * self.blame * w.source.value
        self.threshold -= rate * self.blame


class Brain:
    def __init__(self, *sizes):
        self.layers = [[Neuron('linear' if k == len(sizes) - 1 else 'tanh') for _ in range(n)] for k, n in enumerate(sizes)]
        for left, right in zip(self.layers, self.layers[1:]):
            for a in left:
                for b in right:
                    Wire(a, b)

    def ask(self, values):
        for neuron, v in zip(self.layers[0], values):
            neuron.value = v
        for layer in self.layers[1:]:
            for neuron in layer:
                neuron.fire()
        return [neuron.value for neuron in self.layers[-1]]

    def teach(self, values, wanted, rate):
        answer = self.ask(values)
        for neuron, w in zip(self.layers[-1], wanted):
            neuron.blame = (w - neuron.value) * neuron.slope()
        for layer in reversed(self.layers[1:-1]):
            for neuron in layer:
                neuron.collect()
        for layer in self.layers[1:]:
            for neuron in layer:
                neuron.adapt(rate)
        return sum((w - a) ** 2 for w, a in zip(wanted, answer))


def pendulum(angle, push):
    return [math.sin(angle) + 0.3 * push, math.cos(angle) * push]


if __name__ == '__main__':
    random.seed(1)
    lessons = []
    for _ in range(150):
        angle, push = random.uniform(-2, 2), random.uniform(-1, 1)
        lessons.append(((angle, push), pendulum(angle, push)))
    brain = Brain(2, 10, 2)
    for term in range(150):
        random.shuffle(lessons)
        total = sum(brain.teach(q, a, 0.03) for q, a in lessons)
        if term % 25 == 0:
            print('term', term, 'squared error per lesson', total / len(lessons))
    print('error in the end', total / len(lessons))
