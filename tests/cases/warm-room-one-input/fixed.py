import random
import math

LEARNING_RATE = 0.5
TRAINING_EPOCHS = 30000
HIDDEN = 4

random.seed(7)


def sigmoid(x):
    return 1 / (1 + math.exp(-x))  # activation


def der_sigmoid(x):
    return x * (1 - x)  # x is already activated


def cost(x):
    return x * x


def der_cost(x):
    return 2 * x


w1 = [random.uniform(-3, 3) for _ in range(HIDDEN)]
w2 = [random.uniform(-1, 1) for _ in range(HIDDEN)]
b1 = [random.uniform(-1, 1) for _ in range(HIDDEN)]
b2 = 0


def feedforward(x):
    h = [sigmoid(x * w1[i] + b1[i]) for i in range(HIDDEN)]
    y = sigmoid(sum(h[i] * w2[i] for i in range(HIDDEN)) + b2)
    return h, y


def backprop(q, a):
    h, yHat = feedforward(q)
    gradient_y = der_cost(yHat - a) * der_sigmoid(yHat)
    delta_w2, delta_w1, delta_b1 = [], [], []
    for i in range(HIDDEN):
        gradient_h = gradient_y * w2[i] * der_sigmoid(h[i])
        delta_w2.append(gradient_y * h[i] * LEARNING_RATE)
        delta_w1.append(gradient_h * q * LEARNING_RATE)
        delta_b1.append(gradient_h * LEARNING_RATE)
    return delta_w1, delta_b1, delta_w2, gradient_y * LEARNING_RATE


# temperature (0 = 20 degrees, 1 = 30 degrees) -> is the room comfortable?
questions = [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2]
answers = [0, 0, 0, 1, 1, 1, 0, 0, 0]

for epoch in range(TRAINING_EPOCHS):
    n = random.randrange(len(questions))
    dw1, db1, dw2, db2 = backprop(questions[n], answers[n])
    for i in range(HIDDEN):
        w1[i] -= dw1[i]
        b1[i] -= db1[i]
        w2[i] -= dw2[i]
    b2 -= db2
    if epoch % 5000 == 0:
        print(epoch, sum(cost(feedforward(q)[1] - a) for q, a in zip(questions, answers)))

for q, a in zip(questions, answers):
    print(q, a, round(feedforward(q)[1], 3))
print("total cost", sum(cost(feedforward(q)[1] - a) for q, a in zip(questions, answers)))
