import random
import math

random.seed(3)

RATE = 0.5
ROUNDS = 20000


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


def sigmoid_slope(y):
    return y * (1 - y)


def loss_slope(e):
    return 2 * e


w1 = 2 * random.random() - 1
w2 = 2 * random.random() - 1
b1 = 0
b2 = 0


def feedforward(x, w1, w2, b1, b2):
    h = sigmoid(x * w1 + b1)
    y = sigmoid(h * w2 + b2)
    return h, y


def steps(x, wanted, w1, w2, b1, b2):
    h, y = feedforward(x, w1, w2, b1, b2)
    grad_y = loss_slope(y - wanted)
    grad_h = grad_y * sigmoid_slope(y) * w2
    step_w2 = grad_y * sigmoid_slope(y) * h * RATE
    step_w1 = grad_h * sigmoid_slope(h) * x * RATE
    step_b2 = grad_y * sigmoid_slope(y) * RATE
    step_b1 = grad_h * sigmoid_slope(h) * RATE
    return step_w1, step_w2, step_b1, step_b2


def mean_loss():
    return sum((feedforward(q, w1, w2, b1, b2)[1] - a) ** 2 for q, a in zip(questions, answers)) / len(questions)


# small numbers -> 1, large numbers -> 0
questions = [n / 9 for n in range(1, 10)]
answers = [1, 1, 1, 1, 0, 0, 0, 0, 0]

for i in range(ROUNDS):
    pick = random.randint(0, len(questions) - 1)
    s1, s2, t1, t2 = steps(questions[pick], answers[pick], w1, w2, b1, b2)
    w1 -= s1
    w2 -= s2
    b1 -= t1
    b2 -= t2
    if i % 4000 == 0:
        print(i, mean_loss())

for q, a in zip(questions, answers):
    print(round(q, 2), a, round(feedforward(q, w1, w2, b1, b2)[1], 3))
print("mean loss:", mean_loss())
