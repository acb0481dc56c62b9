"""tinytensor: reverse mode autodiff on numpy arrays in 80 lines"""
import numpy as np


class Tensor:
    def __init__(self, data, parents=(), backward_fn=None):
        self.data = np.asarray(data, dtype=np.float64)
        self.grad = np.zeros_like(self.data)
        self.parents = parents
        self.backward_fn = backward_fn

    def matmul(self, other):
        out = Tensor(self.data @ other.data, (self, other))
        def fn():
            self.grad += out.grad @ other.data.T
            other.grad += self.data.T @ out.grad
        out.backward_fn = fn
        return out

    def add_bias(self, b):
        out = Tensor(self.data + b.data, (self, b))
        def fn():
            self.grad += out.grad
            b.grad += out.grad.sum(axis=0)
        out.backward_fn = fn
        return out

    def relu(self):
        out = Tensor(np.maximum(self.data, 0), (self,))
        def fn():
            self.grad += out.grad * (self.data > 0)
        out.backward_fn = fn
        return out

    def mse(self, target):
        diff = self.data - target
        out = Tensor(np.mean(diff ** 2), (self,))
        def fn():
            self.grad += out.grad * 2 * diff / diff.size
        out.backward_fn = fn
        return out

    def backward(self):
        order, seen = [], set()
        def visit(t):
            if id(t) not in seen:
                seen.add(id(t))
                for p in t.parents:
                    visit(p)
                order.append(t)
        visit(self)
        self.grad = np.ones_like(self.data)
        for t in reversed(order):
            if t.backward_fn:
                t.backward_fn()


class SGD:
    def __init__(self, params, lr):
        self.params, self.lr = params, lr

    def step(self):
        for p in self.params:
            p.data -= self.lr * p.grad

    def zero_grad(self):
        for p in self.params:
            p.grad = np.zeros_like(p.data)


rng = np.random.RandomState(0)
X = rng.uniform(-1, 1, (100, 2))
Y = (X[:, :1] * X[:, 1:]) * 2
W1, b1 = Tensor(rng.randn(2, 16) * 0.7), Tensor(np.zeros(16))
W2, b2 = Tensor(rng.randn(16, 1) * 0.3), Tensor(np.zeros(1))
optimizer = SGD([W1, b1, W2, b2], lr=0.1)
for epoch in range(200):
    pred = Tensor(X).matmul(W1).add_bias(b1).relu().matmul(W2).add_bias(b2)
    loss = pred.mse(Y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if epoch % 20 == 0:
        print(f"{epoch:4d} {float(loss.data):.5f}")
