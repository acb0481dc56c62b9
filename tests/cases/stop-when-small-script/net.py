import numpy as np

rng = np.random.RandomState(23)
t = np.linspace(0, 1, 100).reshape(100, 1)
inp = 4 * t - 2
target = np.cos(2.5 * inp) * (1 - 0.2 * inp)

w0 = rng.uniform(-2, 2, (1, 14))
c0 = rng.uniform(-2, 2, (1, 14))
w1 = rng.uniform(-0.4, 0.4, (14, 1))
c1 = np.zeros((1, 1))
rate = 0.1
tolerance = 1e-3
max_rounds = 12000

for rnd in range(max_rounds):
    mid = np.tanh(inp.dot(w0) + c0)
    out = mid.dot(w1) + c1

    miss = out - target
    cost = abs(np.mean(miss))
    if rnd % 2000 == 0:
        print('round', rnd, 'cost', cost)
    if cost < tolerance:
        print('good enough after', rnd, 'rounds')
        break

    g1 = 2 * miss / len(inp)
    g0 = g1.dot(w1.T) * (1 - mid * mid)
    w1 -= rate * mid.T.dot(g1)
    c1 -= rate * g1.sum(axis=0, keepdims=True)
    w0 -= rate * inp.T.dot(g0)
    c0 -= rate * g0.sum(axis=0, keepdims=True)

rms = np.sqrt(np.mean((np.tanh(inp.dot(w0) + c0).dot(w1) + c1 - target) ** 2))
print('rms error', rms)
