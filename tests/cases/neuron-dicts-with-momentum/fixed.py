from math import exp
from random import seed, random, gauss


def new_net(n_in, n_mid, n_out):
    hidden = [{'weights': [random() for i in range(n_in + 1)]} for _ in range(n_mid)]
    output = [{'weights': [random() for i in range(n_mid + 1)]} for _ in range(n_out)]
    for unit in hidden + output:
        unit['speed'] = [0.0] * len(unit['weights'])
    return [hidden, output]


def weighted_sum(weights, below):
    a = weights[-1]
    for i in range(len(weights) - 1):
        a += weights[i] * below[i]
    return a


def squash(a):
    if a < -500:
        return 0.0
    return 1.0 / (1.0 + exp(-a))


def run_row(net, row):
    below = row
    for layer in net:
        nxt = []
        for unit in layer:
            unit['output'] = squash(weighted_sum(unit['weights'], below))
            nxt.append(unit['output'])
        below = nxt
    return below


def set_deltas(net, wish):
    for i in reversed(range(len(net))):
        layer = net[i]
        gaps = []
        if i == len(net) - 1:
            for j in range(len(layer)):
                gaps.append(wish[j] - layer[j]['output'])
        else:
            for j in range(len(layer)):
                gaps.append(sum(n['weights'][j] * n['delta'] for n in net[i + 1]))
        for j, unit in enumerate(layer):
            unit['delta'] = gaps[j] * unit['output'] * (1.0 - unit['output'])


def shift_weights(net, row, pace, keep=0.5):
    for i in range(len(net)):
        below = row[:-1]
        if i != 0:
            below = [unit['output'] for unit in net[i - 1]]
        for unit in net[i]:
            for j in range(len(below)):
                unit['speed'][j] = pace * unit['delta'] * below[j] + keep * unit['speed'][j]
                unit['weights'][j] += unit['speed'][j]
            unit['speed'][-1] = pace * unit['delta'] + keep * unit['speed'][-1]
            unit['weights'][-1] += unit['speed'][-1]


def fit(net, rows, pace, rounds, n_out):
    for epoch in range(rounds):
        sq_sum = 0
        for row in rows:
            outputs = run_row(net, row[:-1])
            wish = [0] * n_out
            wish[row[-1]] = 1
            sq_sum += sum((e - o) ** 2 for e, o in zip(wish, outputs))
            set_deltas(net, wish)
            shift_weights(net, row, pace)
        if epoch % 10 == 0:
            print('round %d sum of squares %.3f' % (epoch, sq_sum))


def choose(net, row):
    outputs = run_row(net, row[:-1])
    return outputs.index(max(outputs))


if __name__ == '__main__':
    seed(2)
    seeds = []
    for k in range(120):
        kind = k % 2
        seeds.append([gauss(2.0 + 2.5 * kind, 0.8), gauss(3.0 - 1.5 * kind, 0.8), kind])
    net = new_net(2, 3, 2)
    fit(net, seeds, 0.2, 50, 2)
    print('right answers: %.3f' % (sum(choose(net, r) == r[-1] for r in seeds) / len(seeds)))
