import math
import random


class Value:
    def __init__(self, x, src=()):
        self.x, self.src, self.g = x, src, 0.0

    # src holds pairs (value, local derivative)
    def __add__(self, o):
        o = o if isinstance(o, Value) else Value(o)
        return Value(self.x + o.x, ((self, 1.0), (o, 1.0)))

    def __mul__(self, o):
        o = o if isinstance(o, Value) else Value(o)
        return Value(self.x * o.x, ((self, o.x), (o, self.x)))

    __radd__, __rmul__ = __add__, __mul__

    def tanh(self):
        t = math.tanh(self.x)
        return Value(t, ((self, 1 - t * t),))

    def backward(self):
        topo, done = [], set()

        def walk(v):
            if v not in done:
                done.add(v)
                for s, _ in v.src:
                    walk(s)
                topo.append(v)
        walk(self)
        self.g = 1.0
        for v in topo[::-1]:
            for s, local in v.src:
                s.g += local * v.g


random.seed(16)
HID = 6
w1 = [[Value(random.uniform(-1, 1)) for _ in range(2)] for _ in range(HID)]
b1 = [Value(random.uniform(-0.5, 0.5)) for _ in range(HID)]
w2 = [Value(random.uniform(-1, 1)) for _ in range(HID)]
b2 = Value(0.0)
params = [w for row in w1 for w in row] + b1 + w2 + [b2]


def net(p, q):
    hid = [(row[0] * p + row[1] * q + b).tanh() for row, b in zip(w1, b1)]
    return sum((w * h for w, h in zip(w2, hid)), b2)


grid = [(p / 2, q / 2) for p in range(-2, 3) for q in range(-2, 3)]
data = [(p, q, p * q) for p, q in grid]
for step in range(300):
    loss = Value(0.0)
    for p, q, t in data:
        d = net(p, q) + -t
        loss = loss + d * d
    for v in params:
        v.g = 0.0
    loss.backward()
    for v in params:
        v.x -= 0.01 * v.g
    if step % 60 == 0:
        print("step", step, "loss", loss.x)
print("mean loss", loss.x / len(data))
