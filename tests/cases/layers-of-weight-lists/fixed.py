import math
import random


def bend(t):
    return 1 / (1 + math.exp(-t))


def dot(v, w):
    return sum(a * b for a, b in zip(v, w))


def fire(weights, inputs):
    return bend(dot(weights, inputs))


def answer(net, inputs):
    """returns the outputs of every layer; the last weight of a unit is its bias"""
    outputs = []
    for layer in net:
        plus_one = inputs + [1]
        inputs = [fire(unit, plus_one) for unit in layer]
        outputs.append(inputs)
    return outputs


def correct(net, inputs, wanted, speed):
    low_out, outputs = answer(net, inputs)

    top_pull = [out * (1 - out) * (out - want) for out, want in zip(outputs, wanted)]

    # pass the errors down to the hidden layer
    low_pull = [h * (1 - h) * dot(top_pull, [unit[i] for unit in net[-1]])
                for i, h in enumerate(low_out)]

    # change the weights of the output layer, one unit at a time
    for i, unit in enumerate(net[-1]):
        for j, h in enumerate(low_out + [1]):
            unit[j] -= speed * top_pull[i] * h

    # change the weights of the hidden layer, one unit at a time
    for i, unit in enumerate(net[0]):
        for j, v in enumerate(inputs + [1]):
            unit[j] -= speed * low_pull[i] * v


drawn = ["1.1.1.1.1", ".1.111.1.", "111..1..1", "1..1..111", "..1.1.1..", "111...111"]


def to_bits(sign):
    return [1 if c == '1' else 0 for c in sign]


if __name__ == "__main__":
    random.seed(0)
    inputs = [to_bits(s) for s in drawn]
    targets = [[1 if i == j else 0 for i in range(6)] for j in range(6)]
    n_hidden = 5
    low_layer = [[random.uniform(-1, 1) for _ in range(9 + 1)] for _ in range(n_hidden)]
    top_layer = [[random.uniform(-1, 1) for _ in range(n_hidden + 1)] for _ in range(6)]
    net = [low_layer, top_layer]

    for lap in range(1200):
        for x, t in zip(inputs, targets):
            correct(net, x, t, 1.5)
        if lap % 200 == 199:
            total = 0
            for x, t in zip(inputs, targets):
                total += sum((a - b) ** 2 for a, b in zip(answer(net, x)[-1], t))
            print("lap", lap + 1, "squared error", total)
    for sign, x in zip(drawn, inputs):
        print(sign, [round(v, 2) for v in answer(net, x)[-1]])
