import math
import random

random.seed(14)

N_IN, N_HID = 2, 6
rate = 0.1

# hidden[j][i] = weight from input i to hidden unit j, biases apart
hidden = [[random.uniform(-1, 1)] * N_IN] * N_HID
bias = [random.uniform(-1, 1) for _ in range(N_HID)]
output = [random.uniform(-1, 1) for _ in range(N_HID)]
output_bias = 0.0


def respond(point):
    h = []
    for j in range(N_HID):
        s = bias[j]
        for i in range(N_IN):
            s += hidden[j][i] * point[i]
        h.append(math.tanh(s))
    total = output_bias
    for j in range(N_HID):
        total += output[j] * h[j]
    return h, 1 / (1 + math.exp(-total))


def teach(point, wanted):
    global output_bias
    h, o = respond(point)
    delta_o = o - wanted
    delta_h = [delta_o * output[j] * (1 - h[j] ** 2) for j in range(N_HID)]
    for j in range(N_HID):
        output[j] -= rate * delta_o * h[j]
        bias[j] -= rate * delta_h[j]
        for i in range(N_IN):
            hidden[j][i] -= rate * delta_h[j] * point[i]
    output_bias -= rate * delta_o


def throw():
    # a coin falls on a table of 4 x 4, the plate has radius 1.2
    point = (random.uniform(-2, 2), random.uniform(-2, 2))
    return point, 1 if math.hypot(point[0], point[1]) < 1.2 else 0


coins = [throw() for _ in range(200)]
for rnd in range(150):
    random.shuffle(coins)
    for point, wanted in coins:
        teach(point, wanted)
    if rnd % 30 == 0:
        right = sum((respond(p)[1] > 0.5) == (w == 1) for p, w in coins)
        print("round", rnd, "right", right, "of", len(coins))

right = sum((respond(p)[1] > 0.5) == (w == 1) for p, w in coins)
print("share right:", right / len(coins))
print("weights of the hidden units:", [[round(w, 2) for w in row] for row in hidden])
