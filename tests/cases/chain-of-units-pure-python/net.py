import random
from math import exp

random.seed(21)

SPEED = 0.4
N_HID = 4

def squash(v):
    return 1/(1 + exp(-v))   # activation

def der_squash(v):
    return v * (1 - v)       # for a value that has been squashed already

def cost(e):
    return e * e

def der_cost(e):
    return 2 * e

w1 = [random.uniform(-4, 4) for _ in range(N_HID)]
w2 = [random.uniform(-1, 1) for _ in range(N_HID)]
b1 = [random.uniform(-2, 2) for _ in range(N_HID)]
b2 = 0.0


def feedforward(x):
    h = [squash(x * w1[k] + b1[k]) for k in range(N_HID)]
    y = squash(sum(h[k] * w2[k] for k in range(N_HID)) + b2)
    return h, y


def backprop(x, wanted):
    h, y = feedforward(x)
    E = y - wanted
    grad_y = der_cost(E)
    # share of every hidden unit
    grad_h = [grad_y * w2[k] for k in range(N_HID)]

    d_w2 = [grad_y * der_squash(y) * w2[k] for k in range(N_HID)]
    d_w1 = [grad_h[k] * der_squash(h[k]) * x for k in range(N_HID)]
    d_b2 = grad_y * der_squash(y)
    d_b1 = [grad_h[k] * der_squash(h[k]) for k in range(N_HID)]
    return d_w1, d_b1, d_w2, d_b2


# 0.1 low, 0.9 high: a table with a hump in the middle
questions = [-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1]
answers = [0.1, 0.1, 0.3, 0.8, 0.9, 0.8, 0.3, 0.1, 0.1]

for turn in range(40000):
    pick = random.randrange(len(questions))
    d_w1, d_b1, d_w2, d_b2 = backprop(questions[pick], answers[pick])
    for k in range(N_HID):
        w1[k] -= SPEED * d_w1[k]
        b1[k] -= SPEED * d_b1[k]
        w2[k] -= SPEED * d_w2[k]
    b2 -= SPEED * d_b2
    if turn % 8000 == 0:
        print(turn, sum(cost(feedforward(q)[1] - a) for q, a in zip(questions, answers)))

for q, a in zip(questions, answers):
    print("%6.2f  wanted %.2f  got %.3f" % (q, a, feedforward(q)[1]))
print("cost at the end", sum(cost(feedforward(q)[1] - a) for q, a in zip(questions, answers)))
