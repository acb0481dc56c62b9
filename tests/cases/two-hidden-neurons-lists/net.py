import math
import random

random.seed(11)


def squash(net):
    return 1 / (1 + math.exp(-net))


def learn_xor(step=0.5, rounds=12000):
    rows = [[0, 0], [0, 1], [1, 0], [1, 1]]
    wanted = [0, 1, 1, 0]
    bias = -1
    [row.append(bias) for row in rows]
    weights_a = [random.uniform(-1, 1) for _ in range(len(rows[0]))]
    weights_b = [random.uniform(-1, 1) for _ in range(len(rows[0]))]
    weights_out = [random.uniform(-1, 1) for _ in range(3)]
    for k in range(rounds):
        out = []
        sq = 0
        for row, want in zip(rows, wanted):
            # first hidden neuron
            net_a = sum(x * w for x, w in zip(row, weights_a))
            act_a = squash(net_a)
            # second hidden neuron
            net_b = sum(x * w for x, w in zip(row, weights_b))
            act_b = squash(net_b)
            # output neuron
            into_out = [act_a, act_b, bias]
            net_out = sum(x * w for x, w in zip(into_out, weights_out))
            act_out = squash(net_out)

            # send the error back
            err_out = (want - act_out) * act_out * (1 - act_out)
            err_a = act_a * (1 - act_a) * weights_out[0] * err_out
            err_b = act_b * (1 - act_b) * weights_out[1] * err_out

            # learn
            weights_out = [w + x * step * err_out for w, x in zip(weights_out, into_out)]
            weights_a = [w + x * step * err_out for w, x in zip(weights_a, row)]
            weights_b = [w + x * step * err_out for w, x in zip(weights_b, row)]

            out.append(act_out)
            sq += (want - act_out) ** 2
        if k % 2000 == 0 or k == rounds - 1:
            print(k, ["%.2f" % e for e in out], "squared error", sq)
    return weights_a, weights_b, weights_out


print(learn_xor())
