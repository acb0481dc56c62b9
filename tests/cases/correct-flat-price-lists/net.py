# predicts a (scaled) price from size and distance, no numpy
import math
import random

random.seed(8)

HIDDEN = 5
weights1 = [[random.gauss(0, 0.7) for _ in range(2)] for _ in range(HIDDEN)]
bias1 = [0.0] * HIDDEN
weights2 = [random.gauss(0, 0.5) for _ in range(HIDDEN)]
bias2 = [0.0]          # list, so that functions can change it


def hidden_layer(x):
    return [math.tanh(b + w[0] * x[0] + w[1] * x[1]) for w, b in zip(weights1, bias1)]


def price(x):
    return bias2[0] + sum(v * h for v, h in zip(weights2, hidden_layer(x)))


def learn(x, wanted, rate):
    h = hidden_layer(x)
    miss = wanted - (bias2[0] + sum(v * q for v, q in zip(weights2, h)))
    for k in range(HIDDEN):
        # the old outgoing weight is needed for the hidden unit
        share = miss * weights2[k] * (1 - h[k] * h[k])
        weights2[k] += rate * miss * h[k]
        for i in range(2):
            weights1[k][i] += rate * share * x[i]
        bias1[k] += rate * share
    bias2[0] += rate * miss
    return miss ** 2


flats = []
for _ in range(120):
    size, far = random.uniform(-1, 1), random.uniform(-1, 1)
    flats.append(([size, far], 0.5 + 0.8 * size - 0.4 * far - 0.6 * size * far))

for epoch in range(300):
    random.shuffle(flats)
    total = 0
    for x, wanted in flats:
        total += learn(x, wanted, 0.05)
    if epoch % 50 == 0:
        print("epoch", epoch, "mean squared miss", total / len(flats))

print("price of a big flat in the centre:", round(price([1, -1]), 2), "should be 2.3")
print("mean squared miss", sum((t - price(x)) ** 2 for x, t in flats) / len(flats))
