import math
import random


class Scalar:
    def __init__(self, value, sources=(), push=None):
        self.value = value
        self.slope = 0.0
        self.sources = sources
        self.push = push

    def __add__(self, other):
        other = wrap(other)
        out = Scalar(self.value + other.value, (self, other))

        def push():
            self.slope += out.slope
            other.slope += out.slope
        out.push = push
        return out

    def __mul__(self, other):
        other = wrap(other)
        out = Scalar(self.value * other.value, (self, other))

        def push():
            self.slope += other.value * out.slope
            other.slope += self.value * out.slope
        out.push = push
        return out

    def exp(self):
        out = Scalar(math.exp(self.value), (self,))

        def push():
            self.slope += out.value * out.slope
        out.push = push
        return out

    def power(self, k):
        out = Scalar(self.value ** k, (self,))

        def push():
            self.slope += k * self.value ** (k - 1) * out.slope
        out.push = push
        return out

    def log(self):
        out = Scalar(math.log(self.value), (self,))

        def push():
            self.slope += out.slope / self.value
        out.push = push
        return out

    def tanh(self):
        e = (self * 2).exp()
        return (e + -1) * (e + 1).power(-1)

    def differentiate(self):
        order, done, stack = [], set(), [(self, False)]
        while stack:
            node, ready = stack.pop()
            if ready:
                order.append(node)
            elif id(node) not in done:
                done.add(id(node))
                stack.append((node, True))
                stack.extend((s, False) for s in node.sources)
        self.slope = 1.0
        for node in reversed(order):
            if node.push:
                node.push()


def wrap(x):
    return x if isinstance(x, Scalar) else Scalar(x)


def layer(inputs, rows):
    """one row per unit, the bias in front"""
    sums = []
    for row in rows:
        total = row[0]
        for w, x in zip(row[1:], inputs):
            total = total + w * x
        sums.append(total)
    return sums


def chances(point, net):
    hidden = [s.tanh() for s in layer(point, net[0])]
    ups = [s.exp() for s in layer(hidden, net[1])]
    total = sum(ups[1:], ups[0])
    return [u * total.power(-1) for u in ups]


random.seed(9)
net = [[[Scalar(random.uniform(-1, 1)) for _ in range(3)] for _ in range(6)],
       [[Scalar(random.uniform(-1, 1)) for _ in range(7)] for _ in range(3)]]
everything = [w for rows in net for row in rows for w in row]
points = []
for n in range(24):
    turn = 2 * math.pi * n / 24
    points.append(([math.cos(turn) + random.gauss(0, 0.2), math.sin(turn) + random.gauss(0, 0.2)], n // 4 % 3))

for step in range(100):
    loss = Scalar(0.0)
    for point, kind in points:
        loss = loss + chances(point, net)[kind].log() * (-1 / len(points))
    for w in everything:
        w.slope = 0.0
    loss.differentiate()
    for w in everything:
        w.value -= 1.0 * w.slope
    if step % 20 == 0 or step == 99:
        print("step", step, "loss", loss.value)
