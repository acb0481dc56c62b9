import math
import random

random.seed(2)

RATE = 0.5
STEPS = 20000


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


def slope(s):
    # s has been through the sigmoid already
    return s * (1 - s)


def square(e):
    return e * e


def square_slope(e):
    return 2 * e


def forward(x, w1, w2, b1, b2):
    h = sigmoid(x * w1 + b1)
    guess = sigmoid(h * w2 + b2)
    return h, guess


def backprop(x, answer, w1, w2, b1, b2):
    h, guess = forward(x, w1, w2, b1, b2)
    err = guess - answer

    pull_out = square_slope(err)
    pull_hid = pull_out * slope(guess) * w2

    d_w2 = pull_out * slope(guess) * h * RATE
    d_w1 = pull_hid * slope(h) * x * RATE
    d_b2 = pull_out * slope(guess) * RATE
    d_b1 = pull_hid * slope(h) * RATE
    return d_w1, d_w2, d_b1, d_b2


def mean_loss(xs, answers, w1, w2, b1, b2):
    return sum(square(forward(x, w1, w2, b1, b2)[1] - a) for x, a in zip(xs, answers)) / len(xs)


# 1 for "more than five"
xs = [n / 10 for n in range(1, 10)]
answers = [0, 0, 0, 0, 0, 1, 1, 1, 1]

w1 = 2 * random.random() - 1
w2 = 2 * random.random() - 1
b1 = 0
b2 = 0

for i in range(STEPS):
    k = random.randint(0, len(xs) - 1)
    d_w1, d_w2, d_b1, d_b2 = backprop(xs[k], answers[k], w1, w2, b1, b2)
    w1 -= d_w1
    w2 -= d_w2
    b1 -= d_b1
    b2 -= d_b2
    if i % 4000 == 0:
        print(i, mean_loss(xs, answers, w1, w2, b1, b2))

for x, a in zip(xs, answers):
    print(x, a, round(forward(x, w1, w2, b1, b2)[1], 3))
print("mean loss", mean_loss(xs, answers, w1, w2, b1, b2))
