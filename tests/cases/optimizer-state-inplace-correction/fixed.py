import numpy as np


class Adam:
    def __init__(self, params, lr=0.01, betas=(0.9, 0.999), eps=1e-8):
        self.params = params
        self.lr, self.betas, self.eps = lr, betas, eps
        self.state = [dict(t=0, avg=np.zeros_like(p), avg_sq=np.zeros_like(p)) for p in params]

    def step(self, grads):
        beta1, beta2 = self.betas
        for p, g, st in zip(self.params, grads, self.state):
            avg, avg_sq = st['avg'], st['avg_sq']
            st['t'] += 1
            avg *= beta1
            avg += (1 - beta1) * g
            avg_sq *= beta2
            avg_sq += (1 - beta2) * g * g
            avg = avg / (1 - beta1 ** st['t'])
            avg_sq = avg_sq / (1 - beta2 ** st['t'])
            p -= self.lr * avg / (np.sqrt(avg_sq) + self.eps)


class Curve:
    def __init__(self, units, rng):
        self.W1 = rng.randn(1, units)
        self.b1 = rng.randn(units)
        self.W2 = rng.randn(units, 1) / np.sqrt(units)
        self.b2 = np.zeros(1)

    def parameters(self):
        return [self.W1, self.b1, self.W2, self.b2]

    def __call__(self, x):
        self.x = x
        self.h = np.tanh(x @ self.W1 + self.b1)
        return self.h @ self.W2 + self.b2

    def grads(self, dout):
        dh = dout @ self.W2.T * (1 - self.h * self.h)
        return [self.x.T @ dh, dh.sum(0), self.h.T @ dout, dout.sum(0)]


def main():
    rng = np.random.RandomState(9)
    x = rng.uniform(-3, 3, (200, 1))
    y = np.cos(2 * x) + 0.5 * x + rng.normal(0, 0.05, x.shape)
    model = Curve(30, rng)
    opt = Adam(model.parameters(), lr=0.02)
    for epoch in range(1500):
        diff = model(x) - y
        opt.step(model.grads(2 * diff / len(x)))
        if epoch % 250 == 249:
            print('epoch %d mse %.5f' % (epoch + 1, np.mean(diff ** 2)))


if __name__ == '__main__':
    main()
