import math
import random

random.seed(7)

STEP = 0.5
ROUNDS = 40000


def squash(x):
    return 1 / (1 + math.exp(-x))


def squash_slope(y):
    return y * (1 - y)   # y has been squashed already


def price(e):
    return e * e


def price_slope(e):
    return 2 * e


w1 = 2 * random.random() - 1
w2 = 2 * random.random() - 1
b1 = 0
b2 = 0


def ahead(x, w1, w2, b1, b2):
    h = squash(x * w1 + b1)
    out = squash(h * w2 + b2)
    return h, out


def back(questions, answers, w1, w2, b1, b2):
    pick = random.randint(0, len(questions) - 1)
    q = questions[pick]
    a = answers[pick]
    h, out = ahead(q, w1, w2, b1, b2)

    miss = out - a
    grad_out = price_slope(miss)
    grad_h = grad_out * squash_slope(out) * w2

    dw2 = grad_out * squash_slope(out) * h * STEP
    dw1 = grad_h * squash_slope(h) * q * STEP
    db2 = grad_out * squash_slope(out) * STEP
    db1 = grad_h * squash_slope(h) * STEP
    return db1, db2, dw1, dw2


questions = [1, 2, 3, 4, 5, 6, 7, 8, 9]
answers = [1, 1, 1, 1, 1, 0, 0, 0, 0]   # is the number at most five?
for i in range(len(questions)):
    questions[i] /= 10

for r in range(ROUNDS):
    db1, db2, dw1, dw2 = back(questions, answers, w1, w2, b1, b2)
    b1 -= db1
    b2 -= db2
    w1 -= dw1
    w2 -= dw2

total = 0
for q, a in zip(questions, answers):
    h, out = ahead(q, w1, w2, b1, b2)
    print(q, 'wanted', a, 'got', round(out, 3))
    total += price(out - a)
print('average price', total / len(questions))
