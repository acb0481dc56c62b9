import math
import random

random.seed(3)

STEP = 0.5
ROUNDS = 30000


def squash(v):
    return 1 / (1 + math.exp(-v))


def slope(s):
    return s * (1 - s)          # s went through squash already


def sq(e):
    return e * e


def sq_slope(e):
    return 2 * e


# one neuron in the middle, one at the end
v1 = 2 * random.random() - 1
v2 = 2 * random.random() - 1
c1 = 0
c2 = 0


def answer(x, v1, v2, c1, c2):
    mid = squash(x * v1 + c1)
    out = squash(mid * v2 + c2)
    return mid, out


def corrections(numbers, wishes, v1, v2, c1, c2):
    k = random.randint(0, len(numbers) - 1)
    mid, out = answer(numbers[k], v1, v2, c1, c2)
    err = out - wishes[k]

    pull_out = sq_slope(err)
    pull_mid = pull_out * slope(out) * v2

    ch_v2 = pull_out * slope(out) * mid * STEP
    ch_v1 = pull_mid * slope(mid) * numbers[k] * STEP
    ch_c2 = pull_out * slope(out) * STEP
    ch_c1 = pull_mid * slope(mid) * STEP
    return ch_c1, ch_c2, ch_v1, ch_v2


# is the number larger than five?
numbers = [n / 10 for n in range(1, 11)]
wishes = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]

for i in range(ROUNDS):
    ch_c1, ch_c2, ch_v1, ch_v2 = corrections(numbers, wishes, v1, v2, c1, c2)
    c1 -= ch_c1
    c2 -= ch_c2
    v1 -= ch_v1
    v2 -= ch_v2

total = 0
for n, w in zip(numbers, wishes):
    out = answer(n, v1, v2, c1, c2)[1]
    total += sq(out - w)
    print(n, "wanted", w, "got", round(out, 4))
print("summed squared error:", total)
