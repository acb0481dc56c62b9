import math
import random


class Value:
    """ stores a single scalar value and its gradient """

    def __init__(self, data, _children=(), _op=''):
        self.data = data
        self.grad = 0.0
        self._backward = lambda: None
        self._prev = set(_children)
        self._op = _op

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other), '+')

        def _backward():
            self.grad += out.grad
            other.grad += out.grad
        out._backward = _backward
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other), '*')

        def _backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad
        out._backward = _backward
        return out

    def tanh(self):
        t = math.tanh(self.data)
        out = Value(t, (self,), 'tanh')

        def _backward():
            self.grad += (1 - t * t) * out.grad
        out._backward = _backward
        return out

    def relu(self):
        out = Value(self.data if self.data > 0 else 0.0, (self,), 'relu')

        def _backward():
            self.grad += (out.data > 0) * out.grad
        out._backward = _backward
        return out

    def backward(self):
        topo, visited = [], set()

        def build_topo(v):
            if v not in visited:
                visited.add(v)
                for child in v._prev:
                    build_topo(child)
                topo.append(v)
        build_topo(self)
        self.grad = 1.0
        for v in reversed(topo):
            v._backward()

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-other)

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(self, other):
        return -self + other


class Neuron:

    def __init__(self, nin, act):
        self.w = [Value(random.gauss(0, 1) / math.sqrt(nin)) for _ in range(nin)]
        self.b = Value(0.0)
        self.act = act

    def __call__(self, x):
        s = sum((wi * xi for wi, xi in zip(self.w, x)), self.b)
        return s.tanh() if self.act else s

    def parameters(self):
        return self.w + [self.b]


class MLP:

    def __init__(self, nin, nouts):
        sz = [nin] + nouts
        self.layers = [[Neuron(sz[i], i != len(nouts) - 1) for _ in range(sz[i + 1])] for i in range(len(nouts))]

    def __call__(self, x):
        for layer in self.layers:
            x = [n(x) for n in layer]
        return x[0]

    def parameters(self):
        return [p for layer in self.layers for n in layer for p in n.parameters()]

    def zero_grad(self):
        for p in self.parameters():
            p.grad = 0.0


def moons(n):
    points = []
    for i in range(n):
        a = math.pi * random.random()
        if i % 2 == 0:
            p, label = [math.cos(a), math.sin(a)], 1
        else:
            p, label = [1 - math.cos(a), 0.5 - math.sin(a)], -1
        points.append(([v + random.gauss(0, 0.08) for v in p], label))
    return points


def loss_of(model, points, alpha=1e-4):
    # max-margin loss plus a little weight decay
    losses = [(1 - y * model(x)).relu() for x, y in points]
    data_loss = sum(losses, Value(0.0)) * (1.0 / len(losses))
    reg_loss = alpha * sum((p * p for p in model.parameters()), Value(0.0))
    return data_loss + reg_loss


def accuracy(model, points):
    return sum((model(x).data > 0) == (y > 0) for x, y in points) / len(points)


if __name__ == '__main__':
    random.seed(7)
    train, test = moons(100), moons(100)
    model = MLP(2, [10, 1])
    steps, batch_size = 350, 10
    for k in range(steps):
        batch = random.sample(train, batch_size)
        loss = loss_of(model, batch)
        model.zero_grad()
        loss.backward()
        learning_rate = 0.5 - 0.45 * k / steps
        for p in model.parameters():
            p.data -= learning_rate * p.grad
        if k % 50 == 0:
            print(f"step {k} batch loss {loss.data:.4f}")
    print("train accuracy", accuracy(model, train))
    print("test accuracy", accuracy(model, test))
