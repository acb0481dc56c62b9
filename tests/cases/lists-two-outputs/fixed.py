from math import exp
from random import seed, random, shuffle

seed(11)

# half adder: two bits in, sum and carry out
rows = [([0, 0], [0, 0]), ([0, 1], [1, 0]), ([1, 0], [1, 0]), ([1, 1], [0, 1])]

N_IN, N_HID, N_OUT = 2, 4, 2
w_ih = [[random() * 2 - 1 for _ in range(N_IN)] for _ in range(N_HID)]
b_h = [random() * 2 - 1 for _ in range(N_HID)]
w_ho = [[random() * 2 - 1 for _ in range(N_HID)] for _ in range(N_OUT)]
b_o = [random() * 2 - 1 for _ in range(N_OUT)]


def transfer(a):
    return 1 / (1 + exp(-a))


def transfer_derivative(s):
    return transfer(s) * (1 - transfer(s))


def forward(x):
    sums_h, h = [], []
    for j in range(N_HID):
        s = b_h[j]
        for i in range(N_IN):
            s += w_ih[j][i] * x[i]
        sums_h.append(s)
        h.append(transfer(s))
    sums_o, o = [], []
    for k in range(N_OUT):
        s = b_o[k]
        for j in range(N_HID):
            s += w_ho[k][j] * h[j]
        sums_o.append(s)
        o.append(transfer(s))
    return sums_h, h, sums_o, o


def train(x, t, rate):
    sums_h, h, sums_o, o = forward(x)
    delta_o = [(t[k] - o[k]) * transfer_derivative(sums_o[k]) for k in range(N_OUT)]
    delta_h = []
    for j in range(N_HID):
        err = 0.0
        for k in range(N_OUT):
            err += w_ho[k][j] * delta_o[k]
        delta_h.append(err * transfer_derivative(sums_h[j]))
    for k in range(N_OUT):
        for j in range(N_HID):
            w_ho[k][j] += rate * delta_o[k] * h[j]
        b_o[k] += rate * delta_o[k]
    for j in range(N_HID):
        for i in range(N_IN):
            w_ih[j][i] += rate * delta_h[j] * x[i]
        b_h[j] += rate * delta_h[j]
    return sum((t[k] - o[k]) ** 2 for k in range(N_OUT))


for epoch in range(5000):
    shuffle(rows)
    error = sum(train(x, t, 0.8) for x, t in rows)
    if epoch % 1000 == 0:
        print('epoch=%d, error=%.4f' % (epoch, error))

for x, t in sorted(rows):
    print(x, t, ['%.2f' % v for v in forward(x)[3]])
print('error=%.5f' % sum((a - b) ** 2 for x, t in rows for a, b in zip(t, forward(x)[3])))
