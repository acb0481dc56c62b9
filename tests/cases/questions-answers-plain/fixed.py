import math
import random

random.seed(12)

LEARNING_RATE = 0.5
ROUNDS = 20000
HIDDEN = 4


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


def der_sigmoid(s):
    return s * (1 - s)   # s went through sigmoid already


# one input, some hidden neurons, one output
w_hid = [random.uniform(-3, 3) for _ in range(HIDDEN)]
b_hid = [random.uniform(-1, 1) for _ in range(HIDDEN)]
w_out = [random.uniform(-1, 1) for _ in range(HIDDEN)]
b_out = 0.0

questions = [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2]
answers = [0.1, 0.1, 0.2, 0.6, 0.9, 0.6, 0.2, 0.1, 0.1]


def feedforward(x):
    hid = [sigmoid(w_hid[j] * x + b_hid[j]) for j in range(HIDDEN)]
    total = b_out
    for j in range(HIDDEN):
        total += w_out[j] * hid[j]
    return hid, sigmoid(total)


def learn(x, target):
    global b_out
    hid, y = feedforward(x)
    E = y - target
    g_y = 2 * E * der_sigmoid(y)
    g_hid = [g_y * w_out[j] * der_sigmoid(hid[j]) for j in range(HIDDEN)]
    for j in range(HIDDEN):
        w_out[j] -= LEARNING_RATE * g_y * hid[j]  # output weights
        w_hid[j] -= LEARNING_RATE * g_hid[j] * x  # hidden weights
        b_hid[j] -= LEARNING_RATE * g_hid[j]
    b_out -= LEARNING_RATE * g_y


def cost():
    return sum((feedforward(q)[1] - a) ** 2 for q, a in zip(questions, answers)) / len(questions)


for step in range(ROUNDS):
    pick = random.randint(0, len(questions) - 1)
    learn(questions[pick], answers[pick])
    if step % 5000 == 0:
        print(step, cost())

for q, a in zip(questions, answers):
    print(q, "->", round(feedforward(q)[1], 3), "should be", a)
print("mean squared error:", cost())
