import numpy as np


def unbroadcast(g, shape):
    while g.ndim > len(shape):
        g = g.sum(axis=0)
    for ax, n in enumerate(shape):
        if n == 1 and g.shape[ax] != 1:
            g = g.sum(axis=ax, keepdims=True)
    return g


class Tensor:
    def __init__(self, data, deps=(), back=None):
        self.data = np.asarray(data, dtype=float)
        self.grad = None
        self.deps, self._back = deps, back

    def _acc(self, g):
        g = unbroadcast(g, self.data.shape)
        self.grad = g if self.grad is None else self.grad + g

    def __add__(self, o):
        o = o if isinstance(o, Tensor) else Tensor(o)
        return Tensor(self.data + o.data, (self, o), lambda g: (self._acc(g), o._acc(g)))

    def __mul__(self, o):
        o = o if isinstance(o, Tensor) else Tensor(o)
        return Tensor(self.data * o.data, (self, o), lambda g: (self._acc(g * o.data), o._acc(g * self.data)))

    def __sub__(self, o):
        return self + o * -1.0

    def __matmul__(self, o):
        return Tensor(self.data @ o.data, (self, o),
                      lambda g: (self._acc(g @ o.data.T), o._acc(self.data.T @ g)))

    def sigmoid(self):
        s = 1 / (1 + np.exp(-self.data))
        return Tensor(s, (self,), lambda g: self._acc(g * s * (1 - s)))

    def relu(self):
        return Tensor(np.maximum(self.data, 0), (self,), lambda g: self._acc(g * (self.data > 0)))

    def exp(self):
        e = np.exp(self.data)
        return Tensor(e, (self,), lambda g: self._acc(g * e))

    def log(self):
        return Tensor(np.log(self.data), (self,), lambda g: self._acc(g / self.data))

    def sum(self, axis=None, keepdims=False):
        def back(g):
            if axis is not None and not keepdims:
                g = np.expand_dims(g, axis)
            self._acc(np.ones_like(self.data) * g)
        return Tensor(self.data.sum(axis=axis, keepdims=keepdims), (self,), back)

    def mean(self):
        return self.sum() * (1 / self.data.size)

    def backward(self):
        order, seen, stack = [], set(), [(self, iter(self.deps))]
        seen.add(id(self))
        while stack:
            node, it = stack[-1]
            for d in it:
                if id(d) not in seen:
                    seen.add(id(d))
                    stack.append((d, iter(d.deps)))
                    break
            else:
                order.append(node)
                stack.pop()
        self.grad = np.ones_like(self.data)
        for node in reversed(order):
            if node._back:
                node._back(node.grad)


rng = np.random.default_rng(4)

class GatedMLP:
    def __init__(self, d, h, k):
        t = lambda *s: Tensor(rng.normal(size=s) / np.sqrt(s[0]))
        self.w, self.u, self.v = t(d, h), t(d, h), t(h, k)
        self.b, self.c, self.e = Tensor(np.zeros(h)), Tensor(np.zeros((1, h))), Tensor(np.zeros(k))
        self.decayed, self.plain = [self.w, self.u, self.v], [self.b, self.c, self.e]

    def __call__(self, x):
        return ((x @ self.w + self.b).relu() * (x @ self.u + self.c).sigmoid()) @ self.v + self.e


def cross_entropy(z, onehot):
    z = z - Tensor(z.data.max(1, keepdims=True))       # a constant shift per row
    lse = z.exp().sum(axis=1, keepdims=True).log()
    return ((lse - z) * onehot).sum(axis=1).mean()


if __name__ == '__main__':
    x = rng.normal(size=(1200, 6))
    y = 2 * (x[:, 0] * x[:, 1] > 0) + (x[:, 2] + x[:, 3] ** 2 > 1)
    net = GatedMLP(6, 40, 4)
    groups = [(net.decayed, 0.01), (net.plain, 0.0)]
    m, v = {}, {}
    for step in range(1, 1001):
        i = rng.integers(0, 900, 64)
        loss = cross_entropy(net(Tensor(x[i])), np.eye(4)[y[i]])
        for ps, _ in groups:
            for p in ps:
                p.grad = None
        loss.backward()
        for ps, decay in groups:
            for p in ps:
                m[p] = 0.9 * m.get(p, 0) + 0.1 * p.grad
                v[p] = 0.999 * v.get(p, 0) + 0.001 * p.grad ** 2
                p.data -= 0.01 * (m[p] / (1 - 0.9 ** step) / (np.sqrt(v[p] / (1 - 0.999 ** step)) + 1e-8) + decay * p.data)
        if step % 200 == 0:
            print('step', step, 'loss', float(loss.data))
    print('accuracy', np.mean(net(Tensor(x[900:])).data.argmax(1) == y[900:]))
