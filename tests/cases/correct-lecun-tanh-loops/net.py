import math
import random

# y = A tanh(S x) after LeCun; f'(x) expressed by y is S / A * (A - y) * (A + y)
A, S = 1.7159, 2.0 / 3.0


class Layer:
    def __init__(self, n_in, n_out, rate):
        r = math.sqrt(3.0 / (n_in + 1))
        self.w = [[random.uniform(-r, r) for _ in range(n_in + 1)] for _ in range(n_out)]
        self.step = [[0.0] * (n_in + 1) for _ in range(n_out)]
        self.rate = rate

    def fire(self, x):
        self.x = x + [1.0]
        self.y = [A * math.tanh(S * sum(a * b for a, b in zip(row, self.x))) for row in self.w]
        return self.y

    def slope(self, blame):
        """blame: target - output, or what the upper layer hands down"""
        self.delta = [e * S / A * (A - y) * (A + y) for e, y in zip(blame, self.y)]
        return [sum(self.w[j][i] * self.delta[j] for j in range(len(self.w))) for i in range(len(self.x) - 1)]

    def move(self, inertia):
        for j, row in enumerate(self.w):
            for i in range(len(row)):
                self.step[j][i] = inertia * self.step[j][i] + self.rate * self.delta[j] * self.x[i]
                row[i] += self.step[j][i]


def answer(layers, x):
    for layer in layers:
        x = layer.fire(x)
    return x


def cost(layers, rows):
    return sum(0.5 * (t - answer(layers, x)[0]) ** 2 for x, t in rows) / len(rows)


def lesson(layers, rows, inertia=0.5):
    random.shuffle(rows)
    for x, t in rows:
        out = answer(layers, x)
        blame = [t - out[0]]
        for layer in reversed(layers):
            blame = layer.slope(blame)
        for layer in layers:
            layer.move(inertia)


if __name__ == "__main__":
    random.seed(99)
    rows = []
    for _ in range(150):
        x, y = random.uniform(-1.5, 1.5), random.uniform(-1.5, 1.5)
        rows.append(([x, y], 1.0 if x * x + y * y < 1.2 else -1.0))
    # the upper layer learns more slowly
    layers = [Layer(2, 8, 0.03), Layer(8, 5, 0.02), Layer(5, 1, 0.01)]
    for k in range(80):
        lesson(layers, rows)
        if k % 10 == 0:
            print("lesson", k, "cost", cost(layers, rows))
    print("wrong sides:", sum(answer(layers, x)[0] * t < 0 for x, t in rows), "of", len(rows), "final cost", cost(layers, rows))
