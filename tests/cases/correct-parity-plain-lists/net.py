import math
import random

random.seed(12)

HIDDEN = 6
RATE = 0.1

# [weights ..., bias] of every unit
hidden = [[random.uniform(-1, 1) for _ in range(4)] for _ in range(HIDDEN)]
output = [random.uniform(-1, 1) for _ in range(HIDDEN + 1)]


def act(unit, values):
    s = unit[-1]
    for w, v in zip(unit, values):
        s += w * v
    return math.tanh(s)


def predict(values):
    hs = [act(u, values) for u in hidden]
    return hs, act(output, hs)


def teach(values, wish):
    hs, out = predict(values)
    # slope of tanh, written with its value
    d_out = (wish - out) * (1 - out * out)
    d_hid = [d_out * output[k] * (1 - hs[k] * hs[k]) for k in range(HIDDEN)]

    for k in range(HIDDEN):
        output[k] += RATE * d_out * hs[k]
    output[-1] += RATE * d_out

    for k in range(HIDDEN):
        for j in range(3):
            hidden[k][j] += RATE * d_hid[k] * values[j]
        hidden[k][-1] += RATE * d_hid[k]
    return 0.5 * (wish - out) ** 2


rows = []
for a in (-1, 1):
    for b in (-1, 1):
        for c in (-1, 1):
            rows.append(((a, b, c), 0.9 * a * b * c))

for epoch in range(3001):
    random.shuffle(rows)
    err = 0.0
    for values, wish in rows:
        err += teach(values, wish)
    if epoch % 500 == 0:
        print(epoch, err)

for values, wish in sorted(rows):
    print(values, round(predict(values)[1], 3), wish)
print('error left:', err)
