import random
import math

random.seed(3)

PACE = 0.5
ROUNDS = 40_000


def squash(x):
    return 1 / (1 + math.exp(-x))


def squash_slope(x):
    return x * (1 - x)  # x went through squash already


def cost(d):
    return d * d


def cost_slope(d):
    return 2 * d


k1 = 2 * random.random() - 1
k2 = 2 * random.random() - 1
o1 = 0
o2 = 0


def feed(x, k1, k2, o1, o2):
    mid = squash((x * k1) + o1)
    top = squash((mid * k2) + o2)
    return mid, top


def changes(asks, tells, k1, k2, o1, o2):
    pick = random.randint(0, len(asks) - 1)
    x, wish = asks[pick], tells[pick]
    mid, top = feed(x, k1, k2, o1, o2)

    slope_top = cost_slope(top - wish)
    slope_mid = slope_top * k2

    d_k2 = slope_top * squash_slope(top) * k2 * PACE
    d_k1 = slope_mid * squash_slope(mid) * k1 * PACE

    d_o2 = slope_top * squash_slope(top) * PACE
    d_o1 = slope_mid * squash_slope(mid) * PACE
    return d_o1, d_o2, d_k1, d_k2


asks = [1, 2, 3, 4, 5, 6, 7, 8, 9]
tells = [1, 1, 1, 1, 0, 0, 0, 0, 0]  # is it less than five?
asks = [a / 10 for a in asks]

for i in range(ROUNDS):
    d_o1, d_o2, d_k1, d_k2 = changes(asks, tells, k1, k2, o1, o2)
    o1 -= d_o1
    o2 -= d_o2
    k1 -= d_k1
    k2 -= d_k2

total = 0
for a, t in zip(asks, tells):
    top = feed(a, k1, k2, o1, o2)[1]
    total += cost(top - t)
    print(a, t, top)
print("sum of costs:", total)
