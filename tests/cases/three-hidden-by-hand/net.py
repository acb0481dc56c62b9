# XNOR, everything by hand without numpy
import math, random
random.seed(4)

w = [[random.uniform(-1, 1), random.uniform(-1, 1)] for _ in range(3)]   # hidden
v = [random.uniform(-1, 1) for _ in range(3)]                            # output
lr = 0.7

def sig(a): return 1 / (1 + math.exp(-a))

def forward(x):
    h = [sig(w[k][0] * x[0] + w[k][1] * x[1]) for k in range(3)]
    y = sig(v[0] * h[0] + v[1] * h[1] + v[2] * h[2])
    return h, y

def backward(x, t, h, y):
    dy = y - t
    dh = [dy * y * (1 - y) * v[k] * h[k] * (1 - h[k]) for k in range(3)]
    for k in range(3):
        v[k] = v[k] - lr * dy * h[k]
        w[k][0] = w[k][0] - lr * dh[k] * x[0]
        w[k][1] = w[k][1] - lr * dh[k] * x[0]

cases = [([0, 0], 1), ([0, 1], 0), ([1, 0], 0), ([1, 1], 1)]

def error():
    return sum((forward(x)[1] - t) ** 2 for x, t in cases)

for i in range(20000):
    x, t = random.choice(cases)
    h, y = forward(x)
    backward(x, t, h, y)
    if i % 4000 == 0:
        print(i, "error", error())

for x, t in cases:
    print(x, t, round(forward(x)[1], 3))
print("error", error())
