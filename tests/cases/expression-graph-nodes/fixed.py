import numpy as np


class Leaf:
    def __init__(self, value=None):
        self.value = value

    def forward(self):
        return self.value

    def backward(self, grad):
        self.grad = self.grad + grad

    def clear(self):
        self.grad = 0


class Dot:
    def __init__(self, a, b):
        self.a, self.b = a, b

    def forward(self):
        self.x, self.y = self.a.forward(), self.b.forward()
        return self.x @ self.y

    def backward(self, grad):
        self.a.backward(grad @ self.y.T)
        self.b.backward(self.x.T @ grad)


class Plus:
    """matrix plus bias"""

    def __init__(self, a, b):
        self.a, self.b = a, b

    def forward(self):
        return self.a.forward() + self.b.forward()

    def backward(self, grad):
        self.a.backward(grad)
        self.b.backward(grad.sum(axis=0))


class Logistic:
    def __init__(self, a):
        self.a = a

    def forward(self):
        self.out = 1 / (1 + np.exp(-self.a.forward()))
        return self.out

    def backward(self, grad):
        self.a.backward(grad * self.out * (1 - self.out))


class SquaredDistance:
    def __init__(self, a, target):
        self.a, self.target = a, target

    def forward(self):
        self.gap = self.a.forward() - self.target.forward()
        return np.mean(self.gap ** 2)

    def backward(self):
        self.a.backward(2 * self.gap / self.gap.size)


rng = np.random.RandomState(0)
x, t = Leaf(), Leaf()
w1, b1 = Leaf(rng.randn(2, 6)), Leaf(np.zeros(6))
w2, b2 = Leaf(rng.randn(6, 1)), Leaf(np.zeros(1))
answer = Logistic(Plus(Dot(Logistic(Plus(Dot(x, w1), b1)), w2), b2))
cost = SquaredDistance(answer, t)

# four corners with some scatter, 40 of each
corners = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
pts = np.repeat(corners, 40, axis=0) + rng.normal(0, 0.2, (160, 2))
lab = np.repeat(np.array([[0.], [1.], [1.], [0.]]), 40, axis=0)
mix = rng.permutation(160)
pts, lab = pts[mix], lab[mix]

leaves = [x, t, w1, b1, w2, b2]
for epoch in range(3001):
    x.value, t.value = pts, lab
    for leaf in leaves:
        leaf.clear()
    value = cost.forward()
    cost.backward()
    for leaf in leaves[2:]:
        leaf.value = leaf.value - 2.0 * leaf.grad
    if epoch % 500 == 0:
        print("epoch", epoch, "cost", value)

x.value = np.repeat(corners, 40, axis=0) + rng.normal(0, 0.2, (160, 2))
fresh_lab = np.repeat(np.array([[0.], [1.], [1.], [0.]]), 40, axis=0)
print("right on fresh points:", np.mean((answer.forward() > 0.5) == fresh_lab))
