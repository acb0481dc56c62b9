import random
import math

random.seed(2)

RATE = 0.5
ROUNDS = 30000


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


def der_sigmoid(x):
    return x * (1 - x)      # x already went through sigmoid


def cost(e):
    return e * e


def der_cost(e):
    return 2 * e


w1 = 2 * random.random() - 1
w2 = 2 * random.random() - 1
b1 = 0
b2 = 0


def feed(x, w1, w2, b1, b2):
    h = sigmoid(x * w1 + b1)
    y = sigmoid(h * w2 + b2)
    return h, y


def deltas(questions, answers, w1, w2, b1, b2):
    pick = random.randint(0, len(questions) - 1)
    q = questions[pick]
    a = answers[pick]
    h, guess = feed(q, w1, w2, b1, b2)
    E = guess - a

    grad_y = der_cost(E) * der_sigmoid(guess)
    grad_h = grad_y * w2 * der_sigmoid(h)

    d_w2 = grad_y * w2 * RATE
    d_w1 = grad_h * w1 * RATE
    d_b2 = grad_y * RATE
    d_b1 = grad_h * RATE
    return d_b1, d_b2, d_w1, d_w2


set_q = [1, 2, 3, 4, 5, 6, 7, 8, 9]
set_a = [0, 0, 0, 0, 1, 1, 1, 1, 1]     # 1 for five and more
set_q = [q / 10 for q in set_q]

for i in range(ROUNDS):
    d_b1, d_b2, d_w1, d_w2 = deltas(set_q, set_a, w1, w2, b1, b2)
    w1 -= d_w1
    w2 -= d_w2
    b1 -= d_b1
    b2 -= d_b2

total = 0
for q, a in zip(set_q, set_a):
    y = feed(q, w1, w2, b1, b2)[1]
    total += cost(y - a)
    print(q, a, round(y, 3))
print("mean cost:", total / len(set_q))
