import math
import random

random.seed(6)


class Num:
    """a number that remembers where it came from"""

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
            self.grad = (1 - t * t) * out.grad
        out.push = push
        return out

    __radd__ = __add__
    __rmul__ = __mul__

    def backward(self):
        order, seen = [], set()

        def walk(n):
            if n not in seen:
                seen.add(n)
                for q in n.parents:
                    walk(q)
                order.append(n)
        walk(self)
        self.grad = 1.0
        for n in reversed(order):
            n.push()


class Neuron:
    def __init__(self, n):
        self.w = [Num(random.uniform(-1, 1)) for _ in range(n)]
        self.b = Num(0.0)

    def __call__(self, x):
        return sum((a * b for a, b in zip(self.w, x)), self.b).tanh()

    def parameters(self):
        return self.w + [self.b]


class MLP:
    def __init__(self, sizes):
        self.layers = [[Neuron(a) for _ in range(b)] for a, b in zip(sizes, sizes[1:])]

    def __call__(self, x):
        for layer in self.layers:
            x = [n(x) for n in layer]
        return x[0]

    def parameters(self):
        return [p for layer in self.layers for n in layer for p in n.parameters()]


xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0], [-2.0, 1.0, 0.0], [0.0, -2.0, 1.5]]
ys = [1.0, -1.0, -1.0, 1.0, 1.0, -1.0]

net = MLP([3, 4, 4, 1])
for k in range(200):
    loss = Num(0.0)
    for x, y in zip(xs, ys):
        gap = net(x) + -y
        loss = loss + gap * gap
    for p in net.parameters():
        p.grad = 0.0
    loss.backward()
    for p in net.parameters():
        p.data += -0.05 * p.grad
    if k % 20 == 19:
        print(k + 1, 'loss', loss.data)
print([round(net(x).data, 3) for x in xs])
