import numpy as np
rng = np.random.RandomState(4)
X = rng.randn(120, 3); Y = np.sin(X[:, :1]) + X[:, 1:2]
class Adam:
    def __init__(self, lr=1e-2):
        self.lr, self.t, self.m, self.v = lr, 0, {}, {}
    def step(self, params, grads):
        self.t += 1
        for name in params:
            if name not in self.m:
                self.m[name] = np.zeros_like(params[name]); self.v[name] = np.zeros_like(params[name])
            self.m[name] = 0.9 * self.m[name] + 0.1 * grads[name]
            self.v[name] = 0.999 * self.v[name] + 0.001 * np.square(grads[name])
            params[name] -= self.lr * (self.m[name] / (1 - 0.9 ** self.t)) / (np.sqrt(self.v[name] / (1 - 0.999 ** self.t)) + 1e-8)
params = dict(W1=rng.randn(3, 16) * .5, b1=np.zeros((1, 16)), W2=rng.randn(16, 1) * .5, b2=np.zeros((1, 1)))
opt, lam = Adam(), 1e-3
for epoch in range(300):
    a = np.tanh(X @ params['W1'] + params['b1'])
    out = a @ params['W2'] + params['b2']
    loss = np.mean((out - Y) ** 2) + lam * (np.sum(params['W1'] ** 2) + np.sum(params['W2'] ** 2))
    g = 2 * (out - Y) / Y.size
    grads = {'W2': a.T @ g + 2 * lam * params['W2'], 'b2': g.sum(0, keepdims=True)}
    gz = (g @ params['W2'].T) * (1 - a * a)
    grads['W1'] = X.T @ gz + 2 * lam * params['W1']; grads['b1'] = gz.sum(0, keepdims=True)
    opt.step(params, grads)
    if epoch % 50 == 0: print(epoch, loss)
