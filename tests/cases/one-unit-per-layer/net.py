import math
import random

RATE = 0.8
ROUNDS = 30000


def squash(x):
    return 1 / (1 + math.exp(-x))


def slope(y):
    return y * (1 - y)


def cost_slope(e):
    return 2 * e


def run(x, w1, w2, b1, b2):
    h = squash(x * w1 + b1)
    y = squash(h * w2 + b2)
    return h, y


def changes(questions, answers, w1, w2, b1, b2):
    pick = random.randint(0, len(questions) - 1)
    q = questions[pick]
    h, y = run(q, w1, w2, b1, b2)
    grad_y = cost_slope(y - answers[pick])
    grad_h = grad_y * w2

    dw2 = grad_y * slope(y) * w2 * RATE
    dw1 = grad_h * slope(h) * w1 * RATE
    db2 = grad_y * slope(y) * RATE
    db1 = grad_h * slope(h) * RATE
    return db1, db2, dw1, dw2


random.seed(12)
questions = [k / 10 for k in range(1, 10)]
answers = [0.15, 0.15, 0.2, 0.3, 0.5, 0.7, 0.8, 0.85, 0.85]

w1 = 2 * random.random() - 1
w2 = 2 * random.random() - 1
b1 = 0
b2 = 0

for turn in range(ROUNDS):
    db1, db2, dw1, dw2 = changes(questions, answers, w1, w2, b1, b2)
    w1 -= dw1
    w2 -= dw2
    b1 -= db1
    b2 -= db2
    if turn % 5000 == 0:
        e = sum((run(q, w1, w2, b1, b2)[1] - a) ** 2 for q, a in zip(questions, answers))
        print(turn, e)

for q, a in zip(questions, answers):
    print(q, a, round(run(q, w1, w2, b1, b2)[1], 3))
print("sum of squares:", sum((run(q, w1, w2, b1, b2)[1] - a) ** 2 for q, a in zip(questions, answers)))
