import math
import random


class Num:
    """a number that remembers how it was made"""

    def __init__(self, data, parents=()):
        self.data = data
        self.grad = 0.0
        self.parents = parents
        self._backward = lambda: None

    def __add__(self, other):
        other = other if isinstance(other, Num) else Num(other)
        out = Num(self.data + other.data, (self, other))

        def _backward():
            self.grad += out.grad
            other.grad += out.grad
        out._backward = _backward
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Num) else Num(other)
        out = Num(self.data * other.data, (self, other))

        def _backward():
            self.grad = other.data * out.grad
            other.grad = self.data * out.grad
        out._backward = _backward
        return out

    def tanh(self):
        t = math.tanh(self.data)
        out = Num(t, (self,))

        def _backward():
            self.grad = (1 - t * t) * out.grad
        out._backward = _backward
        return out

    def backward(self):
        order, seen = [], set()

        def walk(v):
            if v not in seen:
                seen.add(v)
                for p in v.parents:
                    walk(p)
                order.append(v)
        walk(self)
        self.grad = 1.0
        for v in reversed(order):
            v._backward()


class Unit:
    def __init__(self, n):
        self.w = [Num(random.uniform(-1, 1)) for _ in range(n)]
        self.b = Num(0.0)

    def __call__(self, x):
        s = self.b
        for wi, xi in zip(self.w, x):
            s = s + wi * xi
        return s.tanh()


random.seed(21)
hidden = [Unit(2) for _ in range(5)]
last = Unit(5)
weights = [p for u in hidden + [last] for p in u.w + [u.b]]

data = [([2.0, 1.0], 1.0), ([-1.0, 0.5], -1.0), ([0.5, -1.5], -1.0),
        ([-1.5, -1.0], 1.0), ([1.0, 2.0], 1.0), ([-2.0, 1.0], -1.0)]

for k in range(300):
    loss = Num(0.0)
    for x, y in data:
        gap = last([u(x) for u in hidden]) + (-y)
        loss = loss + gap * gap
    for p in weights:
        p.grad = 0.0
    loss.backward()
    for p in weights:
        p.data -= 0.05 * p.grad
    if k % 60 == 0:
        print(k, loss.data)
print("loss in the end", loss.data)
