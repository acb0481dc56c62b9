import math
import random

PACE = 0.5
ROUNDS = 40000


def squash(x):
    return 1 / (1 + math.exp(-x))


def squash_slope(y):
    return y * (1 - y)  # y has been squashed already


def price(e):
    return e * e


def price_slope(e):
    return 2 * e


def run(x, u, v, p, q):
    mid = squash(x * u + p)
    end = squash(mid * v + q)
    return mid, end


def changes(questions, answers, u, v, p, q):
    pick = random.randint(0, len(questions) - 1)
    x, t = questions[pick], answers[pick]
    mid, end = run(x, u, v, p, q)

    blame_end = price_slope(end - t)
    blame_mid = blame_end * squash_slope(end) * v

    dv = blame_end * squash_slope(end) * mid * PACE
    du = blame_mid * squash_slope(mid) * x * PACE
    dq = blame_end * squash_slope(end) * PACE
    dp = blame_mid * squash_slope(mid) * PACE
    return du, dv, dp, dq


random.seed(3)
# is the temperature above the limit?
questions = [1, 2, 3, 4, 5, 6, 7, 8, 9]
answers = [0, 0, 0, 0, 1, 1, 1, 1, 1]
for i in range(len(questions)):
    questions[i] /= 10

u = 2 * random.random() - 1
v = 2 * random.random() - 1
p = 0
q = 0

for r in range(ROUNDS):
    du, dv, dp, dq = changes(questions, answers, u, v, p, q)
    u -= du
    v -= dv
    p -= dp
    q -= dq

total = 0
for x, t in zip(questions, answers):
    guess = run(x, u, v, p, q)[1]
    total += price(guess - t)
    print(x, t, round(guess, 3))
print("mean squared error:", total / len(questions))
