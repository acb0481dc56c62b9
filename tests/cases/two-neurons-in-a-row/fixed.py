import math
import random

SPEED = 0.5
EPOCHS = 60_000


def sigmoid(v):
    return 1 / (1 + math.exp(-v))


def sigmoid_slope(s):
    return s * (1 - s)  # wants the value after the sigmoid


def cost(e):
    return e * e


def cost_slope(e):
    return 2 * e


def run(x, w1, w2, b1, b2):
    h = sigmoid(x * w1 + b1)
    y = sigmoid(h * w2 + b2)
    return h, y


def corrections(questions, answers, w1, w2, b1, b2):
    k = random.randint(0, len(questions) - 1)
    x, wish = questions[k], answers[k]
    h, y = run(x, w1, w2, b1, b2)

    grad_y = cost_slope(y - wish)
    grad_h = grad_y * sigmoid_slope(y) * w2

    d_w2 = grad_y * sigmoid_slope(y) * h * SPEED
    d_w1 = grad_h * sigmoid_slope(h) * x * SPEED
    d_b2 = grad_y * sigmoid_slope(y) * SPEED
    d_b1 = grad_h * sigmoid_slope(h) * SPEED
    return d_w1, d_w2, d_b1, d_b2


def mean_cost(questions, answers, w1, w2, b1, b2):
    total = 0
    for x, wish in zip(questions, answers):
        total += cost(run(x, w1, w2, b1, b2)[1] - wish)
    return total / len(questions)


random.seed(13)
w1 = 2 * random.random() - 1
w2 = 2 * random.random() - 1
b1 = 0
b2 = 0

# how full is the tank after x minutes (0 .. 3)
questions = [0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0]
answers = [0.12, 0.16, 0.30, 0.55, 0.76, 0.84, 0.87]

for epoch in range(EPOCHS):
    d_w1, d_w2, d_b1, d_b2 = corrections(questions, answers, w1, w2, b1, b2)
    w1 -= d_w1
    w2 -= d_w2
    b1 -= d_b1
    b2 -= d_b2
    if epoch % 10_000 == 0:
        print(epoch, mean_cost(questions, answers, w1, w2, b1, b2))

for x, wish in zip(questions, answers):
    print(x, "wanted", wish, "got %.3f" % run(x, w1, w2, b1, b2)[1])
print("mean cost", mean_cost(questions, answers, w1, w2, b1, b2))
