import math
import random


def squash(t):
    return 1 / (1 + math.exp(-t))


def dot(v, w):
    return sum(a * b for a, b in zip(v, w))


def fire(weights, inputs):
    return squash(dot(weights, inputs))


def run(net, vec):
    """a network is a list of layers, a layer a list of neurons,
    a neuron the list of its weights (the last one is the bias)"""
    outputs = []
    for layer in net:
        with_bias = vec + [1]
        output = [fire(neuron, with_bias) for neuron in layer]
        outputs.append(output)
        vec = output
    return outputs


def teach(net, vec, targets, rate):
    mids, outputs = run(net, vec)

    top_pull = [out * (1 - out) * (out - target)
                     for out, target in zip(outputs, targets)]

    # adjust the weights of the output layer
    for i, top_unit in enumerate(net[-1]):
        for j, mid in enumerate(mids + [1]):
            top_unit[j] -= rate * top_pull[i] * mid

    mid_pull = [h * (1 - h) * dot(top_pull, [n[i] for n in net[-1]])
                     for i, h in enumerate(mids)]

    # adjust the weights of the hidden layer
    for i, mid_unit in enumerate(net[0]):
        for j, inp in enumerate(vec + [1]):
            mid_unit[j] -= rate * mid_pull[i] * inp


def misfit(net, inputs, targets):
    return sum((o - t) ** 2 for x, y in zip(inputs, targets)
               for o, t in zip(run(net, x)[-1], y))


drawn = ["111 1.1 1.1 1.1 111", "..1 ..1 ..1 ..1 ..1", "111 ..1 111 1.. 111", "111 ..1 111 ..1 111",
              "1.1 1.1 111 ..1 ..1", "111 1.. 111 ..1 111", "111 1.. 111 1.1 111", "111 ..1 ..1 ..1 ..1",
              "111 1.1 111 1.1 111", "111 1.1 111 ..1 111"]

random.seed(0)
inputs = [[1 if c == "1" else 0 for c in raw.replace(" ", "")] for raw in drawn]
targets = [[1 if i == j else 0 for i in range(10)] for j in range(10)]

net = [[[random.random() * 2 - 1 for _ in range(15 + 1)] for _ in range(5)],
           [[random.random() * 2 - 1 for _ in range(5 + 1)] for _ in range(10)]]

for turn in range(1200):
    for x, y in zip(inputs, targets):
        teach(net, x, y, 1.0)
    if turn % 300 == 0:
        print("turn", turn, "squared error", misfit(net, inputs, targets))

for digit, x in enumerate(inputs):
    answer = run(net, x)[-1]
    print(digit, "->", answer.index(max(answer)), [round(p, 2) for p in answer])
print("squared error in the end:", misfit(net, inputs, targets))
