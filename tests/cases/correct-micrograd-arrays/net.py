import numpy as np
class Tensor:
    def __init__(self, data, children=(), back=None):
        self.data = np.asarray(data, float); self.grad = np.zeros_like(self.data); self.children, self.back = children, back
    def __matmul__(self, o):
        out = Tensor(self.data @ o.data, (self, o))
        def back():
            self.grad += out.grad @ o.data.T; o.grad += self.data.T @ out.grad
        out.back = back; return out
    def __add__(self, o):
        out = Tensor(self.data + o.data, (self, o))
        def back():
            self.grad += out.grad; o.grad += out.grad.sum(0) if o.data.ndim == 1 else out.grad
        out.back = back; return out
    def tanh(self):
        t = np.tanh(self.data); out = Tensor(t, (self,))
        def back(): self.grad += (1 - t * t) * out.grad
        out.back = back; return out
    def mse(self, y):
        d = self.data - y; out = Tensor((d ** 2).mean(), (self,))
        def back(): self.grad += out.grad * 2 * d / d.size
        out.back = back; return out
    def backward(self):
        order, seen = [], set()
        def visit(v):
            if id(v) not in seen:
                seen.add(id(v)); [visit(c) for c in v.children]; order.append(v)
        visit(self); self.grad = np.ones_like(self.data)
        for v in reversed(order):
            if v.back: v.back()
rng = np.random.default_rng(11)
X = rng.normal(size=(40, 3)); Y = np.sin(X.sum(1, keepdims=True))
ps = [Tensor(rng.normal(size=(3, 8)) * .5), Tensor(np.zeros(8)), Tensor(rng.normal(size=(8, 1)) * .5), Tensor(np.zeros(1))]
for it in range(80):
    out = (Tensor(X) @ ps[0] + ps[1]).tanh() @ ps[2] + ps[3]
    L = out.mse(Y)
    for p in ps: p.grad = np.zeros_like(p.data)
    L.backward()
    for p in ps: p.data -= .1 * p.grad
    if it % 20 == 0: print(it, L.data)
