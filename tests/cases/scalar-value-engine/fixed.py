import math
import random


class Value:
    """a number that remembers how it was made"""

    def __init__(self, data, parents=()):
        self.data = data
        self.grad = 0.0
        self.parents = parents
        self.push = lambda: None

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other))

        def push():
            self.grad += out.grad
            other.grad += out.grad
        out.push = push
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other))

        def push():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad
        out.push = push
        return out

    def tanh(self):
        t = math.tanh(self.data)
        out = Value(t, (self,))

        def push():
            self.grad += (1 - t * t) * out.grad
        out.push = push
        return out

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-other)

    __radd__ = __add__
    __rmul__ = __mul__

    def backward(self):
        order, seen = [], set()

        def visit(v):
            if v not in seen:
                seen.add(v)
                for p in v.parents:
                    visit(p)
                order.append(v)
        visit(self)
        self.grad = 1.0
        for v in reversed(order):
            v.push()


class Neuron:
    def __init__(self, n):
        self.w = [Value(random.uniform(-1, 1)) for _ in range(n)]
        self.b = Value(0.0)

    def __call__(self, x):
        return sum((wi * xi for wi, xi in zip(self.w, x)), self.b).tanh()

    def parameters(self):
        return self.w + [self.b]


class MLP:
    def __init__(self, n_in, widths):
        sizes = [n_in] + widths
        self.layers = [[Neuron(a) for _ in range(b)] for a, b in zip(sizes, sizes[1:])]

    def __call__(self, x):
        for layer in self.layers:
            x = [neuron(x) for neuron in layer]
        return x[0]

    def parameters(self):
        return [p for layer in self.layers for neuron in layer for p in neuron.parameters()]


def spiral_arms(n):
    points, sides = [], []
    for k in range(n):
        side = 1 if k % 2 else -1
        r = 0.2 + 0.8 * k / n
        angle = 3.5 * r + (0 if side > 0 else math.pi)
        points.append([r * math.cos(angle), r * math.sin(angle)])
        sides.append(side)
    return points, sides


def fit(model, points, sides, steps, rate):
    for k in range(steps):
        # forward pass
        guesses = [model(x) for x in points]
        loss = sum((g - s) * (g - s) for g, s in zip(guesses, sides)) * (1 / len(points))
        # backward pass
        for p in model.parameters():
            p.grad = 0.0
        loss.backward()
        # update
        for p in model.parameters():
            p.data += -rate * p.grad
        if k % 20 == 19:
            print(k + 1, "loss", loss.data)
    return loss


if __name__ == "__main__":
    random.seed(1337)
    points, sides = spiral_arms(36)
    model = MLP(2, [8, 6, 1])
    fit(model, points, sides, 160, 0.25)
