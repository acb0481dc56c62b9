import math
import random

random.seed(30)

N_IN, N_HID, N_OUT = 3, 7, 3
ETA, ALPHA = 0.1, 0.7


def matrix(rows, cols, spread):
    return [[random.uniform(-spread, spread) for _ in range(cols)] for _ in range(rows)]


# the last entry of every row is the bias
wi = matrix(N_HID, N_IN + 1, 0.6)
wo = matrix(N_OUT, N_HID + 1, 0.6)
ci = [[0.0] * (N_IN + 1) for _ in range(N_HID)]
co = [[0.0] * (N_HID + 1) for _ in range(N_OUT)]


def softmax(values):
    top = max(values)
    e = [math.exp(v - top) for v in values]
    s = sum(e)
    return [x / s for x in e]


def forward(x):
    xi = x + [1.0]
    hid = [math.tanh(sum(w * v for w, v in zip(row, xi))) for row in wi] + [1.0]
    return xi, hid, softmax([sum(w * v for w, v in zip(row, hid)) for row in wo])


def backward(x, target):
    xi, hid, out = forward(x)
    do = [out[k] - (1.0 if k == target else 0.0) for k in range(N_OUT)]
    dh = []
    for j in range(N_HID):
        e = 0.0
        for k in range(N_OUT):
            e += do[k] * wo[k][j]
        dh.append(e * (1.0 - hid[j] ** 2))
    for k in range(N_OUT):
        for j in range(N_HID + 1):
            co[k][j] = ALPHA * co[k][j] - ETA * do[k] * hid[j]
            wo[k][j] += co[k][j]
    for j in range(N_HID):
        for i in range(N_IN + 1):
            ci[j][i] = ALPHA * ci[j][i] - ETA * dh[j] * xi[i]
            wi[j][i] += ci[j][i]
    return -math.log(out[target])


# noisy votes of three people; class 0: at most one yes, 1: two, 2: three
def ballot():
    votes = [random.randint(0, 1) for _ in range(3)]
    return [v + random.gauss(0, 0.12) for v in votes], max(sum(votes) - 1, 0)


data = [ballot() for _ in range(150)]
for epoch in range(61):
    random.shuffle(data)
    loss = 0.0
    for x, t in data:
        loss += backward(x, t)
    if epoch % 15 == 0:
        print("epoch %d loss %.4f" % (epoch, loss / len(data)))

fresh = [ballot() for _ in range(200)]
right = 0
for x, t in fresh:
    out = forward(x)[2]
    right += out.index(max(out)) == t
print("right on new ballots:", right / 200)
