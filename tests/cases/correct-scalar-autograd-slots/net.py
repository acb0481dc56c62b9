# micrograd, my own version to understand it. only the standard library
import math
import random

random.seed(42)


class Value:
    __slots__ = ("data", "grad", "_prev", "_backward")

    def __init__(self, data, prev=()):
        self.data = data
        self.grad = 0.0
        self._prev = prev
        self._backward = None

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other))

        def _backward():
            self.grad += out.grad
            other.grad += out.grad
        out._backward = _backward
        return out

    def __mul__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        out = Value(self.data * other.data, (self, other))

        def _backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad
        out._backward = _backward
        return out

    __radd__ = __add__
    __rmul__ = __mul__

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-other)

    def __rsub__(self, other):
        return (-self) + other

    def tanh(self):
        t = math.tanh(self.data)
        out = Value(t, (self,))

        def _backward():
            self.grad += (1 - t * t) * out.grad
        out._backward = _backward
        return out

    def backward(self):
        topo, seen, stack = [], set(), [(self, False)]
        while stack:                       # iterative, recursion got too deep
            v, expanded = stack.pop()
            if expanded:
                topo.append(v)
                continue
            if id(v) in seen:
                continue
            seen.add(id(v))
            stack.append((v, True))
            stack.extend((c, False) for c in v._prev)
        self.grad = 1.0
        while topo:
            v = topo.pop()
            if v._backward is not None:
                v._backward()


class Neuron:
    def __init__(self, nin, linear=False):
        self.w = [Value(random.uniform(-1, 1) * (1.5 / math.sqrt(nin))) for _ in range(nin)]
        self.b = Value(0.0)
        self.linear = linear

    def __call__(self, xs):
        act = sum((w * x for w, x in zip(self.w, xs)), self.b)
        return act if self.linear else act.tanh()

    @property
    def parameters(self):
        return self.w + [self.b]


class MLP:
    def __init__(self, *sizes):
        self.layers = [[Neuron(a, linear=(i == len(sizes) - 2)) for _ in range(b)]
                       for i, (a, b) in enumerate(zip(sizes, sizes[1:]))]

    def __call__(self, xs):
        for layer in self.layers:
            xs = [n(xs) for n in layer]
        return xs[0]

    def parameters(self):
        for layer in self.layers:
            for n in layer:
                yield from n.parameters


def spiral(n):
    pts = []
    for i in range(n):
        lab = 1 if i % 2 else -1
        u = random.random()
        ang = 1.2 * math.pi * u + (0 if lab > 0 else math.pi)
        r = 0.3 + 1.2 * u
        pts.append(([r * math.cos(ang) + random.gauss(0, .04), r * math.sin(ang) + random.gauss(0, .04)], lab))
    return pts


data = spiral(80)
net = MLP(2, 8, 6, 1)
params = list(net.parameters())
vel = [0.0] * len(params)
BATCH, L2 = 10, 1e-4

for epoch in range(90):
    random.shuffle(data)
    lr = 0.12 * (1 - 0.9 * epoch / 90)
    tot, good = 0.0, 0
    for k in range(0, len(data), BATCH):
        chunk = data[k:k + BATCH]
        loss = Value(0.0)
        for x, y in chunk:
            s = net(x)
            good += s.data * y > 0
            if s.data * y < 1:                       # satisfied points cost nothing
                loss = loss + (1 - s * y) * (1.0 / len(chunk))
        tot += loss.data * len(chunk)
        for p in params:
            p.grad = 0.0
        loss.backward()
        for i, p in enumerate(params):
            vel[i] = 0.8 * vel[i] - lr * (p.grad + 2 * L2 * p.data)
            p.data += vel[i]
    if epoch % 15 == 0 or epoch == 89:
        print("epoch %3d  hinge %.4f  accuracy %d/%d" % (epoch, tot / len(data), good, len(data)))

print("final hinge loss: %.4f" % (tot / len(data)))
