import math
import random

random.seed(3)

# 3-bit parity: 1 if the number of ones is odd
rows = [[a, b, c] for a in (0, 1) for b in (0, 1) for c in (0, 1)]
wanted = [sum(r) % 2 for r in rows]

N_HID = 8
w_hid = [[random.uniform(-1.5, 1.5) for _ in range(3)] for _ in range(N_HID)]
b_hid = [random.uniform(-1, 1) for _ in range(N_HID)]
w_out = [random.uniform(-1.5, 1.5) for _ in range(N_HID)]
b_out = 0.0
eta = 0.6


def squash(s):
    return 1.0 / (1.0 + math.exp(-s))


def think(r):
    hid = []
    for ws, b in zip(w_hid, b_hid):
        hid.append(squash(sum(w * x for w, x in zip(ws, r)) + b))
    return hid, squash(sum(w * h for w, h in zip(w_out, hid)) + b_out)


def learn(r, y):
    global b_out
    hid, o = think(r)
    d_o = (o - y) * o * (1 - o)
    d_h = [d_o * w_out[k] * hid[k] * (1 - hid[k]) for k in range(N_HID)]
    for k in range(N_HID):
        w_out[k] -= eta * d_o * hid[k]
        for i in range(3):
            w_hid[k][i] -= eta * d_h[k] * r[i]
        b_hid[k] -= eta * d_h[k]
    b_out -= eta * d_o
    return (o - y) ** 2


rounds = 6000
for rnd in range(rounds):
    total = 0.0
    for r, y in zip(rows, wanted):
        total += learn(r, y)
    if rnd % 20 == 0:
        print('round', rnd, 'squared error', round(total, 4))

for r, y in zip(rows, wanted):
    print(r, y, '->', round(think(r)[1], 3))
print('final squared error', sum((think(r)[1] - y) ** 2 for r, y in zip(rows, wanted)))
