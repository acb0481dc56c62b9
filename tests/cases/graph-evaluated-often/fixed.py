import math
import random


class Node:
    """one number in the graph; the graph is built once and evaluated often"""

    def __init__(self, data=0.0, parents=(), compute=None, spread=None):
        self.data = data
        self.grad = 0.0
        self.parents = parents
        self.compute = compute
        self.spread = spread

    def __add__(self, other):
        out = Node(parents=(self, other))

        def compute():
            out.data = self.data + other.data

        def spread():
            self.grad += out.grad
            other.grad += out.grad

        out.compute, out.spread = compute, spread
        compute()
        return out

    def __mul__(self, other):
        out = Node(parents=(self, other))

        def compute():
            out.data = self.data * other.data

        def spread():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out.compute, out.spread = compute, spread
        compute()
        return out

    def tanh(self):
        out = Node(parents=(self,))

        def compute():
            out.data = math.tanh(self.data)

        def spread():
            self.grad += (1 - out.data ** 2) * out.grad

        out.compute, out.spread = compute, spread
        compute()
        return out


def in_order(root):
    order, seen = [], set()

    def visit(node):
        if id(node) not in seen:
            seen.add(id(node))
            for parent in node.parents:
                visit(parent)
            order.append(node)

    visit(root)
    return order


def evaluate(order):
    for node in order:
        if node.compute:
            node.compute()


def backward(order):
    for node in order:
        node.grad = 0.0
    order[-1].grad = 1.0
    for node in reversed(order):
        if node.spread:
            node.spread()


class Perceptron:
    def __init__(self, n_in, n_hidden):
        self.hidden = [[Node(random.uniform(-1, 1)) for _ in range(n_in + 1)] for _ in range(n_hidden)]
        self.top = [Node(random.uniform(-1, 1)) for _ in range(n_hidden + 1)]

    def unit(self, weights, values):
        total = weights[-1]
        for w, v in zip(weights, values):
            total = total + w * v
        return total.tanh()

    def __call__(self, values):
        return self.unit(self.top, [self.unit(weights, values) for weights in self.hidden])

    def parameters(self):
        return [w for weights in self.hidden for w in weights] + self.top

    def zero_grad(self):
        for p in self.parameters():
            p.grad = 0.0


if __name__ == "__main__":
    random.seed(3)
    examples = [((-1, -1), -1), ((-1, 1), 1), ((1, -1), 1), ((1, 1), -1)]
    model = Perceptron(2, 4)
    loss = Node(0.0)
    for values, wanted in examples:
        miss = model([Node(v) for v in values]) + Node(-wanted)
        loss = loss + miss * miss
    order = in_order(loss)
    for step in range(400):
        evaluate(order)
        if step % 50 == 0:
            print("step", step, "loss", loss.data)
        model.zero_grad()
        backward(order)
        for p in model.parameters():
            p.data -= 0.05 * p.grad
    evaluate(order)
    print("loss in the end:", loss.data)
