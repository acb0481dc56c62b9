import math
import random


class Scalar:
    """One number in the graph, remembers how it was made."""

    def __init__(self, data, parents=()):
        self.data = data
        self.grad = 0.0
        self.parents = parents
        self.back = None

    def __add__(self, other):
        other = other if isinstance(other, Scalar) else Scalar(other)
        out = Scalar(self.data + other.data, (self, other))

        def back():
            self.grad += out.grad
            other.grad += out.grad
        out.back = back
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Scalar) else Scalar(other)
        out = Scalar(self.data * other.data, (self, other))

        def back():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad
        out.back = back
        return out

    def __pow__(self, n):
        out = Scalar(self.data ** n, (self,))

        def back():
            self.grad += n * self.data ** (n - 1) * out.grad
        out.back = back
        return out

    def exp(self):
        out = Scalar(math.exp(self.data), (self,))

        def back():
            self.grad += out.data * out.grad
        out.back = back
        return out

    def log(self):
        out = Scalar(math.log(self.data), (self,))

        def back():
            self.grad += out.grad / self.data
        out.back = back
        return out

    __radd__ = __add__
    __rmul__ = __mul__

    def backward(self):
        order, seen = [], set()

        def visit(v):
            if id(v) not in seen:
                seen.add(id(v))
                for p in v.parents:
                    visit(p)
                order.append(v)
        visit(self)
        self.grad = 1.0
        for v in reversed(order):
            if v.back:
                v.back()


def logistic(s):
    return ((s * -1).exp() + 1) ** -1


def layer(n_in, n_out):
    return [[Scalar(random.gauss(0, 1)) for _ in range(n_in + 1)] for _ in range(n_out)]


def apply(weights, xs, act):
    return [act(sum((w * x for w, x in zip(row, xs)), row[-1])) for row in weights]


def softmax(zs):
    es = [z.exp() for z in zs]
    total = sum(es[1:], es[0]) ** -1
    return [e * total for e in es]


random.seed(3)
points = []
for k in range(24):
    c = k % 3
    points.append(([random.gauss((0, 2, -2)[c], 0.5), random.gauss((1.5, -1, -1)[c], 0.5)], c))

W1, W2 = layer(2, 4), layer(4, 3)
params = [w for row in W1 + W2 for w in row]

for step in range(121):
    loss = Scalar(0.0)
    hits = 0
    for x, c in points:
        probs = softmax(apply(W2, apply(W1, x, logistic), lambda s: s))
        loss = loss + probs[c].log() * (-1 / len(points))
        hits += max(range(3), key=lambda i: probs[i].data) == c
    for p in params:
        p.grad = 0.0
    loss.backward()
    for p in params:
        p.data -= 0.5 * p.grad
    if step % 30 == 0:
        print('step', step, 'loss', loss.data, 'hits', hits, 'of', len(points))
