import random
import math

random.seed(8)

RATE = 0.5
ROUNDS = 40_000


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


def sigmoid_slope(y):
    # y went through sigmoid before
    return y * (1 - y)


def cost_slope(e):
    return 2 * e   # cost is e * e


w1 = 2 * random.random() - 1
w2 = 2 * random.random() - 1
b1 = 0
b2 = 0


def feedforward(x, w1, w2, b1, b2):
    h = sigmoid(x * w1 + b1)
    y = sigmoid(h * w2 + b2)
    return h, y


def backprop(questions, answers, w1, w2, b1, b2):
    k = random.randint(0, len(questions) - 1)
    q, a = questions[k], answers[k]
    h, y = feedforward(q, w1, w2, b1, b2)

    gradient_y = cost_slope(y - a)
    gradient_h = gradient_y * sigmoid_slope(y) * w2

    delta_w2 = gradient_y * sigmoid_slope(y) * h * RATE
    delta_w1 = gradient_h * sigmoid_slope(h) * q * RATE

    delta_b2 = gradient_y * sigmoid_slope(y) * RATE
    delta_b1 = gradient_h * sigmoid_slope(h) * RATE
    return delta_b1, delta_b2, delta_w1, delta_w2


questions = [1, 2, 3, 4, 5, 6, 7, 8, 9]
answers = [0, 0, 0, 0, 0, 1, 1, 1, 1]   # 1 for more than five
for k in range(len(questions)):
    questions[k] /= 10

for epoch in range(ROUNDS):
    db1, db2, dw1, dw2 = backprop(questions, answers, w1, w2, b1, b2)
    b1 -= db1
    b2 -= db2
    w1 -= dw1
    w2 -= dw2
    if epoch % 8000 == 0:
        print(epoch, [round(feedforward(q, w1, w2, b1, b2)[1], 2) for q in questions])

total = 0
for q, a in zip(questions, answers):
    y = feedforward(q, w1, w2, b1, b2)[1]
    total += (y - a) ** 2
    print(q, a, y)
print("summed cost:", total)
