from math import exp
import random

random.seed(8)


def squash(s):
    return 1.0 / (1.0 + exp(-s))


def make_net(sizes):
    # net[layer][neuron] = list of weights
    net = []
    for n, m in zip(sizes, sizes[1:]):
        net.append([[random.uniform(-2, 2) for _ in range(n)] for _ in range(m)])
    return net


def propagate(net, x):
    outs = [x]
    for layer in net:
        prev = outs[-1]
        outs.append([squash(sum(w * v for w, v in zip(neuron, prev))) for neuron in layer])
    return outs


def learn(net, x, target, eta):
    outs = propagate(net, x)
    deltas = [(t - o) * o * (1 - o) for t, o in zip(target, outs[-1])]
    for l in range(len(net) - 1, -1, -1):
        prev = outs[l]
        # correct this layer
        for j, neuron in enumerate(net[l]):
            for i in range(len(prev)):
                neuron[i] += eta * deltas[j] * prev[i]
        # and hand the error down
        below = []
        for i in range(len(prev)):
            err = sum(net[l][j][i] * deltas[j] for j in range(len(net[l])))
            below.append(err * prev[i] * (1 - prev[i]))
        deltas = below


def total_error(net, data):
    return sum((propagate(net, x)[-1][0] - t[0]) ** 2 for x, t in data)


if __name__ == '__main__':
    data = []
    for a in (0, 1):
        for b in (0, 1):
            for c in (0, 1):
                data.append(([float(a), float(b), float(c)], [float((a + b + c + 1) % 2)]))
    net = make_net([3, 3, 1])
    for rnd in range(6000):
        random.shuffle(data)
        for x, t in data:
            learn(net, x, t, 1.5)
        if rnd % 1000 == 0:
            print('round', rnd, 'error', total_error(net, data))
    for x, t in sorted(data):
        print(x, t, round(propagate(net, x)[-1][0], 3))
    print('total error', total_error(net, data))
