import math
import random


class Unit:
    def __init__(self, value, grad=0.0):
        self.value = value
        self.grad = grad


class MultiplyGate:
    def forward(self, u0, u1):
        self.u0, self.u1 = u0, u1
        self.out = Unit(u0.value * u1.value)
        return self.out

    def backward(self):
        self.u0.grad += self.u1.value * self.out.grad
        self.u1.grad += self.u0.value * self.out.grad


class AddGate:
    def forward(self, u0, u1):
        self.u0, self.u1 = u0, u1
        self.out = Unit(u0.value + u1.value)
        return self.out

    def backward(self):
        self.u0.grad += self.out.grad
        self.u1.grad += self.out.grad


class TanhGate:
    def forward(self, u0):
        self.u0 = u0
        self.out = Unit(math.tanh(u0.value))
        return self.out

    def backward(self):
        s = self.out.value
        self.u0.grad += (1 - s * s) * self.out.grad


class Circuit:
    """tanh(a * x + b * y + c)"""

    def __init__(self):
        self.a = Unit(random.uniform(-1, 1))
        self.b = Unit(random.uniform(-1, 1))
        self.c = Unit(random.uniform(-1, 1))
        self.mul0, self.mul1 = MultiplyGate(), MultiplyGate()
        self.add0, self.add1 = AddGate(), AddGate()
        self.bend = TanhGate()

    def forward(self, x, y):
        ax = self.mul0.forward(self.a, Unit(x))
        by = self.mul1.forward(self.b, Unit(y))
        self.out = self.bend.forward(self.add1.forward(self.add0.forward(ax, by), self.c))
        return self.out.value

    def backward(self, top):
        self.out.grad = top
        self.bend.backward()
        self.add1.backward()
        self.add0.backward()
        self.mul1.backward()
        self.mul0.backward()

    def update(self, step):
        for u in (self.a, self.b, self.c):
            u.value -= step * u.grad
            u.grad = 0.0


def error(circuit, points):
    return sum((circuit.forward(x, y) - label) ** 2 for x, y, label in points) / len(points)


if __name__ == "__main__":
    random.seed(10)
    points = []
    for _ in range(60):
        x, y = random.uniform(-2, 2), random.uniform(-2, 2)
        points.append((x, y, 1 if x + 2 * y + random.gauss(0, 1.5) > 0.8 else -1))
    circuit = Circuit()
    for it in range(6000):
        x, y, label = random.choice(points)
        out = circuit.forward(x, y)
        circuit.backward(2 * (out - label))
        circuit.update(0.01)
        if it % 1000 == 0:
            print("step", it, "error", error(circuit, points))
    print("a, b, c:", circuit.a.value, circuit.b.value, circuit.c.value)
    print("error at the end", error(circuit, points))
