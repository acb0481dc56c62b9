import math, random


def dot(v, w):
    return sum(a * b for a, b in zip(v, w))


def logistic(t):
    return 1 / (1 + math.exp(-t))


def run_net(net, values):
    """every neuron is a list of weights, the last one for the constant 1"""
    answers = []
    for layer in net:
        values = [logistic(dot(neuron, values + [1])) for neuron in layer]
        answers.append(values)
    return answers


def teach(net, values, target, pace):
    inner, outer = run_net(net, values)

    outer_deltas = [o * (1 - o) * (o - t) for o, t in zip(outer, target)]

    # hand the errors down
    inner_deltas = [h * (1 - h) * dot(outer_deltas, [n[i] for n in net[-1]])
                    for i, h in enumerate(inner)]

    # correct the upper layer, neuron by neuron
    for i, neuron in enumerate(net[-1]):
        for j, h in enumerate(inner + [1]):
            neuron[j] -= pace * outer_deltas[i] * h

    for i, neuron in enumerate(net[0]):
        for j, x in enumerate(values + [1]):
            neuron[j] -= pace * inner_deltas[i] * x


def total_miss(net, examples):
    return sum((o - t) ** 2 for v, wish in examples
               for o, t in zip(run_net(net, v)[-1], wish))


random.seed(1)
# coded numbers: which of three bars of a 3x3 sign are lit
signs = {0: "111101111", 1: "010010010", 2: "110010011", 3: "111011111", 4: "101111001", 5: "011010110"}
examples = [([int(c) for c in s], [1 if k == d else 0 for d in signs]) for k, s in signs.items()]

net = [[[random.uniform(-1, 1) for _ in range(10)] for _ in range(5)],
       [[random.uniform(-1, 1) for _ in range(6)] for _ in range(6)]]

for lap in range(400):
    for v, wish in examples:
        teach(net, v, wish, 4.0)
    if lap % 100 == 0:
        print("lap", lap, "miss", total_miss(net, examples))
print("miss at the end:", total_miss(net, examples))
