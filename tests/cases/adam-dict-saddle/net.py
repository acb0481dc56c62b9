import numpy as np


class Adam:
    """update(params, grads), both are dicts"""

    def __init__(self, params, lr=0.02, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m = {k: np.zeros_like(v) for k, v in params.items()}
        self.v = {k: np.zeros_like(v) for k, v in params.items()}
        self.t = 0

    def update(self, params, grads):
        self.t += 1
        for k in params:
            m = self.beta1 * self.m[k] + (1 - self.beta1) * grads[k]
            self.v[k] = self.beta2 * self.v[k] + (1 - self.beta2) * grads[k] ** 2
            m_hat = m / (1 - self.beta1 ** self.t)
            v_hat = self.v[k] / (1 - self.beta2 ** self.t)
            params[k] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


class Net:
    def __init__(self, n_in, n_hid):
        self.params = {
            'w1': np.random.randn(n_in, n_hid) * np.sqrt(1.0 / n_in),
            'b1': np.zeros((1, n_hid)),
            'w2': np.random.randn(n_hid, 1) * np.sqrt(1.0 / n_hid),
            'b2': np.zeros((1, 1)),
        }

    def forward(self, x):
        self.x = x
        self.a1 = 1 / (1 + np.exp(-(x @ self.params['w1'] + self.params['b1'])))
        return self.a1 @ self.params['w2'] + self.params['b2']

    def backward(self, diff):
        n = len(diff)
        d2 = 2 * diff / n
        d1 = d2 @ self.params['w2'].T * self.a1 * (1 - self.a1)
        return {'w2': self.a1.T @ d2, 'b2': d2.sum(0, keepdims=True),
                'w1': self.x.T @ d1, 'b1': d1.sum(0, keepdims=True)}


if __name__ == '__main__':
    np.random.seed(6)
    xs = np.random.uniform(-1, 1, (256, 2))
    ys = (xs[:, :1] ** 2 - xs[:, 1:] ** 2) + xs[:, :1] * xs[:, 1:]
    net = Net(2, 16)
    opt = Adam(net.params)
    for step in range(1500):
        batch = np.random.choice(256, 32, replace=False)
        diff = net.forward(xs[batch]) - ys[batch]
        opt.update(net.params, net.backward(diff))
        if step % 250 == 249:
            print('step', step + 1, 'rmse', np.sqrt(np.mean((net.forward(xs) - ys) ** 2)))
