import math
import random

random.seed(9)

N_CLASSES = 3
N_PIXELS = 25


def sheet(kind):
    """5 x 5 grey values from 0 to 255: second row, fourth column or diagonal bright"""
    values = []
    for r in range(5):
        for c in range(5):
            on = (r == 1, c == 3, r == c)[kind]
            values.append(min(255, max(0, int(random.gauss(150 if on else 80, 50)))))
    return values


def softmax(activations):
    top = max(activations)
    powers = [math.exp(a - top) for a in activations]
    total = sum(powers)
    return [p / total for p in powers]


def log(p):
    return math.log(p) if p > 0 else float("-inf")


def cross_entropy(outputs, targets):
    losses = []
    for o, t in zip(outputs, targets):
        if t == 1:
            losses.append(-log(o))
        else:
            losses.append(-log(1 - o))
    return sum(losses) / len(losses)


class Layer:
    def __init__(self, n_in, n_out):
        self.weights = [[random.gauss(0, 1) / math.sqrt(n_in) for _ in range(n_in)] for _ in range(n_out)]
        self.biases = [0.0] * n_out

    def sums(self, inputs):
        return [b + sum(w * v for w, v in zip(row, inputs)) for row, b in zip(self.weights, self.biases)]

    def adjust(self, deltas, inputs, rate):
        for j, d in enumerate(deltas):
            self.biases[j] -= rate * d
            for k, v in enumerate(inputs):
                self.weights[j][k] -= rate * d * v


layer = Layer(N_PIXELS, N_CLASSES)
data = []
for n in range(240):
    kind = n % 3
    data.append((sheet(kind), [1 if c == kind else 0 for c in range(N_CLASSES)]))

for epoch in range(25):
    total, right = 0.0, 0
    for pixels, targets in data:
        outputs = softmax(layer.sums(pixels))
        total += cross_entropy(outputs, targets)
        right += outputs.index(max(outputs)) == targets.index(1)
        # slope of the loss, through the softmax
        slope = [-1 / max(o, 1e-9) if t == 1 else 1 / max(1 - o, 1e-9) for o, t in zip(outputs, targets)]
        mean = sum(s * o for s, o in zip(slope, outputs))
        deltas = [o * (s - mean) / N_CLASSES for o, s in zip(outputs, slope)]
        layer.adjust(deltas, pixels, 0.1)
    if epoch % 6 == 0:
        print("epoch %d  loss %.4f  right %.3f" % (epoch, total / len(data), right / len(data)))
