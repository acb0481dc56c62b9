from math import exp
from random import seed, uniform

def sig(x):
    return 1.0 / (1.0 + exp(-x))

def new_net():
    net = {}
    net['hidden'] = [[uniform(-1, 1) for _ in range(4)] for _ in range(3)]   # last one: bias
    net['output'] = [uniform(-1, 1) for _ in range(4)]
    return net

def run(net, bits):
    h = []
    for neuron in net['hidden']:
        h.append(sig(neuron[3] + sum(neuron[i] * bits[i] for i in range(3))))
    o = net['output']
    y = sig(o[3] + sum(o[i] * h[i] for i in range(3)))
    return h, y

def learn(net, bits, target, rate):
    h, y = run(net, bits)
    error = target - y
    delta = error * y * (1 - y)
    before = net['output'][:]
    # output neuron
    for i in range(3):
        net['output'][i] += rate * delta * h[i]
    net['output'][3] += rate * delta
    # hidden neurons
    for k in range(3):
        d = delta * before[k] * h[k] * (1 - h[k])
        for i in range(3):
            net['hidden'][k][i] += rate * d * bits[i]
        net['hidden'][k][3] += rate * d
    return error ** 2

def main():
    seed(18)
    # true if exactly one switch is on
    rows = [([a, b, c], 1 if a + b + c == 1 else 0) for a in (0, 1) for b in (0, 1) for c in (0, 1)]
    net = new_net()
    rounds = 0
    while rounds < 8000:
        total = 0
        for bits, target in rows:
            total += learn(net, bits, target, 0.8)
        rounds += 1
        if rounds % 1000 == 0:
            print(rounds, total)
        if abs(total) < 0.01:
            print('good enough after', rounds, 'rounds')
            break
    worst = 0
    for bits, target in rows:
        h, y = run(net, bits)
        print(bits, target, round(y, 3))
        worst = max(worst, abs(target - y))
    print('largest error:', worst)

main()
