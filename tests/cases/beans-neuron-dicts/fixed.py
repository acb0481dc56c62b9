from math import exp
import random

random.seed(4)


def fresh_network(n_in, n_mid, n_out):
    mid = [{'w': [random.uniform(-0.6, 0.6) for _ in range(n_in + 1)]} for _ in range(n_mid)]
    top = [{'w': [random.uniform(-0.6, 0.6) for _ in range(n_mid + 1)]} for _ in range(n_out)]
    for cell in mid + top:
        cell['last'] = [0.0] * len(cell['w'])
    return [mid, top]


def fire(w, signal):
    s = w[-1]
    for i in range(len(signal)):
        s += w[i] * signal[i]
    s = max(-60.0, min(60.0, s))
    return 1.0 / (1.0 + exp(-s))


def forward(network, signal):
    for layer in network:
        signal = [fire(cell['w'], signal) for cell in layer]
        for cell, o in zip(layer, signal):
            cell['out'] = o
    return signal


def backward(network, wanted):
    for i in range(len(network) - 1, -1, -1):
        layer = network[i]
        for j, cell in enumerate(layer):
            if i == len(network) - 1:
                err = wanted[j] - cell['out']
            else:
                err = sum(up['w'][j] * up['delta'] for up in network[i + 1])
            cell['delta'] = err * cell['out'] * (1.0 - cell['out'])


def change_weights(network, signal, rate, momentum=0.5):
    for i, layer in enumerate(network):
        inputs = signal if i == 0 else [cell['out'] for cell in network[i - 1]]
        for cell in layer:
            for j, x in enumerate(inputs + [1.0]):
                before = cell['w'][j]
                cell['w'][j] += rate * cell['delta'] * x + momentum * cell['last'][j]
                cell['last'][j] = cell['w'][j] - before


def fit(network, rows, rate, rounds):
    for k in range(rounds):
        total = 0.0
        for signal, wanted in rows:
            out = forward(network, signal)
            total += sum((a - b) ** 2 for a, b in zip(wanted, out))
            backward(network, wanted)
            change_weights(network, signal, rate)
        if k % 10 == 9:
            print('round %d  squared error %.4f' % (k + 1, total / len(rows)))


# two kinds of beans: length and weight, scaled to about 0..1
rows = []
for _ in range(120):
    kind = random.randint(0, 1)
    a, b = random.gauss(0.35 + 0.3 * kind, 0.08), random.gauss(0.6 - 0.25 * kind, 0.08)
    rows.append(([a, b], [1 - kind, kind]))

network = fresh_network(2, 4, 2)
fit(network, rows, 0.3, 50)
