import numpy as np
from numpy import array, dot, outer, zeros

np.random.seed(40)


def sig(v):
    return 1 / (1 + np.exp(-v))


def rule(s):
    # lamps: two switches differ / both of a pair down
    return array([s[0] != s[1], s[2] and s[3], s[4] != s[5]], dtype=float)


patterns = [array([int(c) for c in format(n, '06b')], dtype=float) for n in range(64)]

n_hidden = 6
W = np.random.uniform(-1, 1, (n_hidden, 6))
bw = zeros(n_hidden)
V = np.random.uniform(-1, 1, (3, n_hidden))
bv = zeros(3)
eta = 0.5


def answer(s):
    h = sig(dot(W, s) + bw)
    o = sig(dot(V, h) + bv)
    return h, o


for sweep in range(600):
    total = 0
    for n in np.random.permutation(64):
        s = patterns[n]
        t = rule(s)
        h, o = answer(s)
        e = t - o
        total += (e ** 2).sum() / 2
        do = e * o * (1 - o)
        dh = dot(V.T, do) * h * (1 - h)
        # np.dot(do, h) complains about shapes here, outer works
        V += eta * outer(do, h)
        bv += eta * do
        W += eta * dot(dh, s)
        bw += eta * dh
    if sweep % 100 == 0:
        print('sweep', sweep, 'error', total)

wrong = 0
for s in patterns:
    wrong += int((np.round(answer(s)[1]) != rule(s)).any())
print('patterns with a wrong lamp:', wrong, 'of 64')
print('error of the last sweep:', total)
