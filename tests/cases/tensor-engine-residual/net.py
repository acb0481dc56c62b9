import numpy as np


class Tensor:
    def __init__(self, data, parents=()):
        self.data = np.asarray(data, dtype=float)
        self.grad = np.zeros_like(self.data)
        self.parents = parents
        self._back = lambda: None

    def __matmul__(self, other):
        out = Tensor(self.data @ other.data, (self, other))

        def _back():
            self.grad = out.grad @ other.data.T
            other.grad = self.data.T @ out.grad
        out._back = _back
        return out

    def __add__(self, other):
        out = Tensor(self.data + other.data, (self, other))

        def _back():
            self.grad += out.grad
            g = out.grad
            if other.data.shape != g.shape:      # bias row
                g = g.sum(axis=0, keepdims=True)
            other.grad += g
        out._back = _back
        return out

    def tanh(self):
        out = Tensor(np.tanh(self.data), (self,))

        def _back():
            self.grad += (1 - out.data ** 2) * out.grad
        out._back = _back
        return out

    def mse(self, target):
        diff = self.data - target
        out = Tensor(np.mean(diff ** 2), (self,))

        def _back():
            self.grad += out.grad * 2 * diff / diff.size
        out._back = _back
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
            t._back()


rng = np.random.default_rng(14)
D = 16
leaf = lambda r, c, s: Tensor(rng.normal(0, s, (r, c)))
Win, bin_ = leaf(1, D, 1.5), leaf(1, D, 1.0)
blocks = [(leaf(D, D, 0.25), leaf(1, D, 0.0)) for _ in range(3)]
Wout, bout = leaf(D, 1, 0.25), leaf(1, 1, 0.0)
params = [Win, bin_, Wout, bout] + [p for blk in blocks for p in blk]

x = np.linspace(-2, 2, 80)[:, None]
y = np.sin(3 * x) + 0.3 * x
for step in range(2001):
    h = (Tensor(x) @ Win + bin_).tanh()
    for W, b in blocks:
        h = h + (h @ W + b).tanh()               # skip connection
    loss = (h @ Wout + bout).mse(y)
    for p in params:
        p.grad = np.zeros_like(p.data)
    loss.backward()
    for p in params:
        p.data -= 0.01 * p.grad
    if step % 400 == 0:
        print("step", step, "loss", loss.data)
