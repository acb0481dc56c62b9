import math
import random


class Num:
    """one number that remembers how it was made"""

    def __init__(self, data, parents=()):
        self.data = data
        self.grad = 0.0
        self.parents = parents
        self.push = lambda: None

    def __add__(self, other):
        other = other if isinstance(other, Num) else Num(other)
        out = Num(self.data + other.data, (self, other))

        def push():
            self.grad = out.grad
            other.grad = out.grad
        out.push = push
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Num) else Num(other)
        out = Num(self.data * other.data, (self, other))

        def push():
            self.grad = other.data * out.grad
            other.grad = self.data * out.grad
        out.push = push
        return out

    def tanh(self):
        t = math.tanh(self.data)
        out = Num(t, (self,))

        def push():
            self.grad += (1 - t * t) * out.grad
        out.push = push
        return out

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


def neuron(n):
    return [Num(random.uniform(-1, 1)) for _ in range(n)] + [Num(0.0)]


def fire(ws, xs):
    total = ws[-1]
    for w, x in zip(ws, xs):
        total = total + w * x
    return total.tanh()


def crescents(n):
    points = []
    for k in range(n):
        a = math.pi * random.random()
        if k % 2:
            points.append(((math.cos(a), math.sin(a)), 1.0))
        else:
            points.append(((1 - math.cos(a), 0.4 - math.sin(a)), -1.0))
    return points


random.seed(6)
points = crescents(24)
hidden = [neuron(2) for _ in range(6)]
last = neuron(6)
parameters = [w for ws in hidden + [last] for w in ws]

for step in range(120):
    loss = Num(0.0)
    for xs, target in points:
        out = fire(last, [fire(ws, xs) for ws in hidden])
        gap = out + (-target)
        loss = loss + gap * gap
    for p in parameters:
        p.grad = 0.0
    loss.backward()
    for p in parameters:
        p.data -= 0.03 * p.grad
    if step % 20 == 0:
        print("step", step, "loss", loss.data)
print("loss in the end:", loss.data)
