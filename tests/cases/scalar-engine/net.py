import math
import random


class Num:
    def __init__(self, data, parents=()):
        self.data = data
        self.grad = 0.0
        self.parents = parents
        self.back = lambda: None

    def __add__(self, other):
        other = other if isinstance(other, Num) else Num(other)
        out = Num(self.data + other.data, (self, other))

        def back():
            self.grad = out.grad
            other.grad = out.grad
        out.back = back
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Num) else Num(other)
        out = Num(self.data * other.data, (self, other))

        def back():
            self.grad = other.data * out.grad
            other.grad = self.data * out.grad
        out.back = back
        return out

    def tanh(self):
        t = math.tanh(self.data)
        out = Num(t, (self,))

        def back():
            self.grad = (1 - t * t) * out.grad
        out.back = back
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
            v.back()


class Neuron:
    def __init__(self, n):
        self.w = [Num(random.uniform(-1, 1)) for _ in range(n)]
        self.b = Num(0.0)

    def __call__(self, xs):
        total = self.b
        for w, x in zip(self.w, xs):
            total = total + w * x
        return total.tanh()


class Net:
    def __init__(self, sizes):
        self.layers = [[Neuron(a) for _ in range(b)] for a, b in zip(sizes[:-1], sizes[1:])]

    def __call__(self, xs):
        for layer in self.layers:
            xs = [neuron(xs) for neuron in layer]
        return xs[0]

    def parameters(self):
        return [p for layer in self.layers for neuron in layer for p in neuron.w + [neuron.b]]


def loss_of(net, points, wishes):
    total = Num(0.0)
    for point, wish in zip(points, wishes):
        gap = net(point) + (-wish)
        total = total + gap * gap
    return total * (1.0 / len(points))


if __name__ == "__main__":
    random.seed(1337)
    points, wishes = [], []
    for k in range(20):
        turn = k * 2 * math.pi / 20
        points.append([math.cos(turn) + random.gauss(0, 0.1), math.sin(turn) + random.gauss(0, 0.1)])
        wishes.append(1.0 if math.cos(2 * turn) > 0 else -1.0)
    net = Net([2, 8, 1])
    for step in range(200):
        loss = loss_of(net, points, wishes)
        for p in net.parameters():
            p.grad = 0.0
        loss.backward()
        for p in net.parameters():
            p.data -= 0.3 * p.grad
        if step % 40 == 0:
            print("step", step, "loss", loss.data)
    print("loss at the end", loss_of(net, points, wishes).data)
