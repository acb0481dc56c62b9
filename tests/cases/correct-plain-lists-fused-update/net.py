import math
import random

random.seed(2)

N_IN, N_HID, N_OUT = 4, 6, 4
rate = 0.6

# w_ih[i][h]: from input i to hidden h; the last row belongs to the constant input
w_ih = [[random.uniform(-1, 1) for h in range(N_HID)] for i in range(N_IN + 1)]
w_ho = [[random.uniform(-1, 1) for o in range(N_OUT)] for h in range(N_HID + 1)]


def logistic(z):
    return 1 / (1 + math.exp(-z))


def forward(x):
    x = x + [1]
    hid = [logistic(sum(x[i] * w_ih[i][h] for i in range(N_IN + 1))) for h in range(N_HID)] + [1]
    raw = [sum(hid[h] * w_ho[h][o] for h in range(N_HID + 1)) for o in range(N_OUT)]
    top = max(raw)
    parts = [math.exp(r - top) for r in raw]
    return x, hid, [p / sum(parts) for p in parts]


def train(x, label):
    x, hid, prob = forward(x)
    for h in range(N_HID + 1):
        back = 0
        for o in range(N_OUT):
            gap = prob[o] - (o == label)
            # the old weight is used first, then changed
            back += gap * w_ho[h][o]
            w_ho[h][o] -= rate * gap * hid[h]
        if h < N_HID:
            back *= hid[h] * (1 - hid[h])
            for i in range(N_IN + 1):
                w_ih[i][h] -= rate * back * x[i]
    return -math.log(prob[label])


# which quarter of a ring of four lamps is brightest
data = []
for _ in range(200):
    lamps = [random.random() for _ in range(4)]
    data.append((lamps, lamps.index(max(lamps))))

for epoch in range(60):
    random.shuffle(data)
    cost = 0
    for lamps, label in data:
        cost += train(lamps, label)
    if epoch % 10 == 0:
        print("epoch", epoch, "cost", cost / len(data))

hits = 0
for lamps, label in data:
    prob = forward(lamps)[2]
    hits += prob.index(max(prob)) == label
print("hits", hits / len(data))
