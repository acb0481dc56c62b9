import numpy as np
class Layer:
    def forward(self, x): raise NotImplementedError
class Linear(Layer):
    def __init__(self, i, o, rng): self.W, self.b = rng.normal(0, np.sqrt(2 / i), (i, o)).astype(np.float32), np.zeros(o, np.float32)
    def forward(self, x): self.x = x; return x @ self.W + self.b
    def backward(self, g): self.dW = np.einsum('ni,no->io', self.x, g); self.db = np.einsum('no->o', g); return np.einsum('no,io->ni', g, self.W)
    def params(self): return [(self.W, 'dW'), (self.b, 'db')]
class ReLU(Layer):
    def forward(self, x): self.m = x > 0; return np.where(self.m, x, np.float32(0))
    def backward(self, g): return g * self.m
    def params(self): return []
class SoftmaxCE:
    def forward(self, z, y):
        z = z - z.max(1, keepdims=True); self.p = np.exp(z) / np.exp(z).sum(1, keepdims=True); self.y = y
        return -np.log(self.p[np.arange(len(y)), y] + 1e-12).mean()
    def backward(self):
        g = self.p.copy(); g[np.arange(len(self.y)), self.y] -= 1
        return g / np.float32(len(self.y))
rng = np.random.default_rng(0)
X = rng.normal(size=(300, 6)).astype(np.float32); y = (X[:, :3].sum(1) > X[:, 3:].sum(1)).astype(int) + (X[:, 0] > 1)
net, head = [Linear(6, 24, rng), ReLU(), Linear(24, 12, rng), ReLU(), Linear(12, 3, rng)], SoftmaxCE()
lr, mom, vel = np.float32(.05), np.float32(.9), {}
for epoch in range(4):
    order = rng.permutation(300)
    for k in range(0, 300, 30):
        i = order[k:k + 30]; a = X[i]
        for l in net: a = l.forward(a)
        loss = head.forward(a, y[i]); g = head.backward()
        for l in net[::-1]: g = l.backward(g)
        for j, l in enumerate(net):
            for p, name in l.params():
                v = vel.setdefault((j, name), np.zeros_like(p))
                v *= mom; v += getattr(l, name); p -= lr * v
    lr *= np.float32(.95)
    print(epoch, loss)
