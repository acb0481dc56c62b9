import math
import random

random.seed(3)

LEARNING_RATE = 0.3
ROUNDS = 60_000


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


def sigmoid_der(x):
    return x * (1 - x)  # x has been through the sigmoid already


def cost(e):
    return e * e


def cost_der(e):
    return 2 * e


w1 = 2 * random.random() - 1
w2 = 2 * random.random() - 1
b1 = 0
b2 = 0


def feedforward(x, w1, w2, b1, b2):
    h = sigmoid(x * w1 + b1)
    y = sigmoid(h * w2 + b2)
    return h, y


def backprop(questions, answers, w1, w2, b1, b2):
    pick = random.randint(0, len(questions) - 1)
    q = questions[pick]
    a = answers[pick]
    h, guess = feedforward(q, w1, w2, b1, b2)
    E = guess - a

    slope_y = cost_der(E) * sigmoid_der(guess)
    slope_h = slope_y * w2 * sigmoid_der(h)

    d_w2 = slope_y * w2 * LEARNING_RATE
    d_w1 = slope_h * w1 * LEARNING_RATE
    d_b2 = slope_y * LEARNING_RATE
    d_b1 = slope_h * LEARNING_RATE
    return d_b1, d_b2, d_w1, d_w2


# is the number larger than two?
questions = [0, 1, 1.5, 2.5, 3, 4]
answers = [0, 0, 0, 1, 1, 1]

for i in range(ROUNDS):
    d_b1, d_b2, d_w1, d_w2 = backprop(questions, answers, w1, w2, b1, b2)
    w1 -= d_w1
    w2 -= d_w2
    b1 -= d_b1
    b2 -= d_b2

for q, a in zip(questions, answers):
    print(q, a, feedforward(q, w1, w2, b1, b2)[1])
print("mean cost", sum(cost(feedforward(q, w1, w2, b1, b2)[1] - a) for q, a in zip(questions, answers)) / 6)
