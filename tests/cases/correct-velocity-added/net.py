import numpy as np


class MomentumStepper:
    """v = gamma * v - alpha * g, then theta = theta + v"""

    def __init__(self, alpha, gamma):
        self.alpha, self.gamma = alpha, gamma
        self.velocity = None

    def step(self, parameters, gradients):
        if self.velocity is None:
            self.velocity = {k: np.zeros_like(p) for k, p in parameters.items()}
        for k in parameters:
            self.velocity[k] *= self.gamma
            self.velocity[k] -= self.alpha * gradients[k]
            parameters[k] += self.velocity[k]


class TwoMoonsNet:
    def __init__(self, hidden, rng):
        self.p = {'W': rng.normal(0, 1, (2, hidden)), 'b': np.zeros(hidden),
                  'u': rng.normal(0, 1, hidden) / np.sqrt(hidden), 'c': np.zeros(1)}

    def logit(self, x):
        self.h = np.tanh(x @ self.p['W'] + self.p['b'])
        return self.h @ self.p['u'] + self.p['c']

    def gradients(self, x, sign):
        """loss: mean of log(1 + exp(-sign * logit)), sign is -1 or 1"""
        margin = sign * self.logit(x)
        loss = np.mean(np.logaddexp(0, -margin))
        d = -sign / (1 + np.exp(margin)) / len(x)
        dh = np.outer(d, self.p['u']) * (1 - self.h ** 2)
        return loss, {'W': x.T @ dh, 'b': dh.sum(axis=0), 'u': d @ self.h, 'c': np.array([d.sum()])}


def moons(n, rng):
    t = rng.uniform(0, np.pi, n)
    sign = rng.choice([-1, 1], n)
    x = np.stack([np.cos(t), np.sin(t)], axis=1)
    x[sign == 1] = np.array([1.0, 0.5]) - x[sign == 1]
    return x + rng.normal(0, 0.1, (n, 2)), sign


if __name__ == '__main__':
    rng = np.random.default_rng(12)
    x, sign = moons(300, rng)
    net = TwoMoonsNet(10, rng)
    stepper = MomentumStepper(0.1, 0.9)
    for i in range(601):
        loss, g = net.gradients(x, sign)
        stepper.step(net.p, g)
        if i % 100 == 0:
            print('step', i, 'loss', loss)
    print('accuracy', np.mean(np.sign(net.logit(x)) == sign))
