import numpy as np


class Node:
    def __init__(self, *parents):
        self.parents = parents
        self.value = None
        self.grad = None


class Leaf(Node):
    def __init__(self, value):
        super().__init__()
        self.value = value

    def forward(self):
        pass

    def backward(self):
        pass


class Mul(Node):
    def forward(self):
        a, b = self.parents
        self.value = np.dot(a.value, b.value)

    def backward(self):
        a, b = self.parents
        a.grad = np.dot(self.grad, b.value.T)
        b.grad = np.dot(a.value.T, self.grad)


class Plus(Node):
    def forward(self):
        a, b = self.parents
        self.value = a.value + b.value

    def backward(self):
        a, b = self.parents
        a.grad = self.grad
        b.grad = self.grad


class Tanh(Node):
    def forward(self):
        self.value = np.tanh(self.parents[0].value)

    def backward(self):
        self.parents[0].grad = self.grad * (1 - self.value ** 2)


class MeanSquare(Node):
    def forward(self):
        a, t = self.parents
        self.value = np.mean((a.value - t.value) ** 2)

    def backward(self):
        a, t = self.parents
        a.grad = 2 * (a.value - t.value) / a.value.size


def hills(n):
    p = np.random.uniform(-2, 2, (n, 2))
    return p, np.sin(p[:, :1]) * p[:, 1:] + 0.5


np.random.seed(2)
p_train, h_train = hills(80)
p_test, h_test = hills(80)

x, t = Leaf(p_train), Leaf(h_train)
w1, b1 = Leaf(np.random.randn(2, 20) * 0.7), Leaf(np.zeros(20))
w2, b2 = Leaf(np.random.randn(20, 1) * 0.3), Leaf(np.zeros(1))

xw1 = Mul(x, w1)
z1 = Plus(xw1, b1)
h = Tanh(z1)
hw2 = Mul(h, w2)
out = Plus(hw2, b2)
cost = MeanSquare(out, t)
order = [xw1, z1, h, hw2, out, cost]

for step in range(3001):
    for node in order:
        node.forward()
    for node in reversed(order):
        node.backward()
    for leaf in (w1, b1, w2, b2):
        leaf.value = leaf.value - 0.1 * leaf.grad
    if step % 500 == 0:
        print(step, "cost", cost.value)

x.value, t.value = p_test, h_test
for node in order:
    node.forward()
print("test cost:", cost.value)
