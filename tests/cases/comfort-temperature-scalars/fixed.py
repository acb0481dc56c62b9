import math
import random

# no matrices on purpose, I want to see every number
random.seed(3)
LEARNING_RATE = 0.5
EPOCHS = 4000
HIDDEN = 4


def sig(x):
    return 1 / (1 + math.exp(-x))


def d_sig(s):
    # s has already been through sig()
    return s * (1 - s)


w1 = [random.uniform(-3, 3) for _ in range(HIDDEN)]
b1 = [random.uniform(-1, 1) for _ in range(HIDDEN)]
w2 = [random.uniform(-1, 1) for _ in range(HIDDEN)]
b2 = 0.0


def feedforward(x):
    h = [sig(x * w1[j] + b1[j]) for j in range(HIDDEN)]
    y = sig(sum(h[j] * w2[j] for j in range(HIDDEN)) + b2)
    return h, y


def backprop(x, wanted):
    h, y = feedforward(x)
    err = y - wanted
    loss = err * err

    grad_y = 2 * err
    grad_h = [grad_y * d_sig(y) * w2[j] for j in range(HIDDEN)]

    delta_w2 = [grad_y * d_sig(y) * h[j] for j in range(HIDDEN)]
    delta_w1 = [grad_h[j] * d_sig(h[j]) * x for j in range(HIDDEN)]
    delta_b2 = grad_y * d_sig(y)
    delta_b1 = [grad_h[j] * d_sig(h[j]) for j in range(HIDDEN)]
    return loss, delta_w1, delta_b1, delta_w2, delta_b2


# 0..40 degrees, comfortable is 16..26
temps = list(range(0, 41, 2))
questions = [(t - 20) / 10 for t in temps]
answers = [1 if 16 <= t <= 26 else 0 for t in temps]

for epoch in range(EPOCHS):
    total = 0
    for n in range(len(questions)):
        k = random.randrange(len(questions))
        loss, dw1, db1, dw2, db2 = backprop(questions[k], answers[k])
        total += loss
        for j in range(HIDDEN):
            w1[j] -= LEARNING_RATE * dw1[j]
            b1[j] -= LEARNING_RATE * db1[j]
            w2[j] -= LEARNING_RATE * dw2[j]
        b2 -= LEARNING_RATE * db2
    if epoch % 500 == 0 or epoch == EPOCHS - 1:
        print("epoch", epoch, "loss", total / len(questions))

for t, q, a in zip(temps, questions, answers):
    print(t, "wanted", a, "got", round(feedforward(q)[1], 3))
