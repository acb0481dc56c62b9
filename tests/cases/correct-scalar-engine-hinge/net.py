import random


class Value:
    """a number that remembers where it came from"""

    def __init__(self, data, parents=()):
        self.data = data
        self.grad = 0.0
        self.parents = parents
        self.spread = lambda: None

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other))

        def spread():
            self.grad += out.grad
            other.grad += out.grad
        out.spread = spread
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other))

        def spread():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad
        out.spread = spread
        return out

    def relu(self):
        out = Value(self.data if self.data > 0 else 0.0, (self,))

        def spread():
            self.grad += (out.data > 0) * out.grad
        out.spread = spread
        return out

    __radd__ = __add__
    __rmul__ = __mul__

    def backward(self):
        order, seen = [], set()
        stack = [(self, False)]
        while stack:
            v, done = stack.pop()
            if done:
                order.append(v)
            elif v not in seen:
                seen.add(v)
                stack.append((v, True))
                for p in v.parents:
                    stack.append((p, False))
        self.grad = 1.0
        for v in reversed(order):
            v.spread()


class Neuron:
    def __init__(self, n_in, bend):
        self.w = [Value(random.uniform(-1, 1)) for _ in range(n_in)]
        self.b = Value(0.0)
        self.bend = bend

    def __call__(self, x):
        total = sum((w * v for w, v in zip(self.w, x)), self.b)
        return total.relu() if self.bend else total


def run(layers, x):
    for layer in layers:
        x = [neuron(x) for neuron in layer]
    return x[0]


if __name__ == "__main__":
    random.seed(5)
    points = []
    for _ in range(60):
        x, y = random.uniform(-1, 1), random.uniform(-1, 1)
        points.append(([x, y], 1 if y > abs(x) - 0.4 else -1))
    layers = [[Neuron(2, True) for _ in range(8)], [Neuron(8, False)]]
    params = [p for layer in layers for n in layer for p in n.w + [n.b]]

    for epoch in range(80):
        scores = [run(layers, x) for x, _ in points]
        # hinge loss and a little weight decay
        loss = sum((1 + -label * s).relu() for (_, label), s in zip(points, scores)) * (1 / len(points))
        loss = loss + 1e-4 * sum(p * p for p in params)
        for p in params:
            p.grad = 0.0
        loss.backward()
        for p in params:
            p.data -= (0.5 - 0.4 * epoch / 80) * p.grad
        if epoch % 20 == 0:
            print("epoch", epoch, "loss", loss.data)
    hits = sum((run(layers, x).data > 0) == (label > 0) for x, label in points)
    print("right:", hits / len(points))
