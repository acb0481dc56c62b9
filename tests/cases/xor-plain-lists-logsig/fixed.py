import math
import random


def logsig(v):
    return 0.5 * (1 + math.tanh(0.5 * v))


def combine(values, weights):
    return sum(v * w for v, w in zip(values, weights))


def perceptron(coef=0.5, rounds=10000):
    rows = [[0, 0], [0, 1], [1, 0], [1, 1]]
    wishes = [0, 1, 1, 0]
    bias = -1
    for row in rows:
        row.append(bias)

    w_first = [random.uniform(-1, 1) for _ in range(3)]
    w_second = [random.uniform(-1, 1) for _ in range(3)]
    w_third = [random.uniform(-1, 1) for _ in range(3)]
    w_out = [random.uniform(-1, 1) for _ in range(4)]

    for n in range(rounds):
        replies = []
        for row, wish in zip(rows, wishes):
            # hidden neurons
            act_first = logsig(combine(row, w_first))
            act_second = logsig(combine(row, w_second))
            act_third = logsig(combine(row, w_third))
            # output neuron
            upper = [act_first, act_second, act_third, bias]
            act_out = logsig(combine(upper, w_out))

            # errors
            e_out = (wish - act_out) * act_out * (1 - act_out)
            e_first = act_first * (1 - act_first) * w_out[0] * e_out
            e_second = act_second * (1 - act_second) * w_out[1] * e_out
            e_third = act_third * (1 - act_third) * w_out[2] * e_out

            # learning
            w_out = [w + coef * e_out * v for w, v in zip(w_out, upper)]
            w_first = [w + coef * e_first * v for w, v in zip(w_first, row)]
            w_second = [w + coef * e_second * v for w, v in zip(w_second, row)]
            w_third = [w + coef * e_third * v for w, v in zip(w_third, row)]
            replies.append(act_out)
        if n % 2000 == 0 or n == rounds - 1:
            sq = sum((a - b) ** 2 for a, b in zip(wishes, replies))
            print(n, ["%.2f" % r for r in replies], "squared error %.6f" % sq)
    return replies


random.seed(2)
perceptron()
