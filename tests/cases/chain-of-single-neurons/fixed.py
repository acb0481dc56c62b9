import math
import random

random.seed(4)

RATE = 0.5
ROUNDS = 60_000


def squash(x):
    return 1 / (1 + math.exp(-x))


def squash_der(out):
    return out * (1 - out)  # out is already squashed


w1 = random.uniform(-1, 1)
w2 = random.uniform(-1, 1)
b1 = 0
b2 = 0

# is the room warm enough? (degrees / 10 -> yes or no)
degrees = [0.4, 0.7, 1.0, 1.3, 1.6, 1.9, 2.2, 2.5, 2.8, 3.1]
warm = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]


def ask(x, w1, w2, b1, b2):
    h = squash(x * w1 + b1)
    y = squash(h * w2 + b2)
    return h, y


def lesson(w1, w2, b1, b2):
    k = random.randint(0, len(degrees) - 1)
    x, wanted = degrees[k], warm[k]
    h, y = ask(x, w1, w2, b1, b2)
    off = y - wanted

    grad_y = 2 * off * squash_der(y)
    grad_h = grad_y * w2 * squash_der(h)

    step_w2 = grad_y * h * RATE
    step_w1 = grad_h * x * RATE
    step_b2 = grad_y * RATE
    step_b1 = grad_h * RATE
    return step_b1, step_b2, step_w1, step_w2


for n in range(ROUNDS):
    s_b1, s_b2, s_w1, s_w2 = lesson(w1, w2, b1, b2)
    w1 -= s_w1
    w2 -= s_w2
    b1 -= s_b1
    b2 -= s_b2

total = 0
for x, wanted in zip(degrees, warm):
    y = ask(x, w1, w2, b1, b2)[1]
    total += (y - wanted) ** 2
    print(x, wanted, round(y, 3))
print("sum of squares:", total)
