import numpy as np

# Resilient propagation (iRprop-). Only the SIGN of a derivative matters, therefore
# the derivatives below are summed over all patterns and never divided by anything.

ETA_PLUS, ETA_MINUS = 1.2, 0.5
STEP_MIN, STEP_MAX = 1e-6, 50.0

rnd = np.random.RandomState(17)


def spiral(n):
    t = np.sqrt(rnd.rand(n)) * 2.2 * np.pi
    side = rnd.choice([-1.0, 1.0], n)
    pts = np.column_stack([side * t * np.cos(t), side * t * np.sin(t)]) / 4
    return pts + 0.03 * rnd.randn(n, 2), side.reshape(-1, 1)


def propagate(weights, x):
    acts = [x]
    for w in weights:
        x = np.tanh(np.column_stack([x, np.ones(len(x))]) @ w)
        acts.append(x)
    return acts


def error(weights, x, t):
    return 0.5 * np.sum((propagate(weights, x)[-1] - t) ** 2)


def derivatives(weights, x, t):
    acts = propagate(weights, x)
    delta = (acts[-1] - t) * (1 - acts[-1] ** 2)
    out = []
    for w, a in zip(weights[::-1], acts[-2::-1]):
        out.insert(0, np.column_stack([a, np.ones(len(a))]).T @ delta)
        delta = (delta @ w[:-1].T) * (1 - a ** 2)
    return out


def rprop(weights, x, t, epochs):
    step = [np.full(w.shape, 0.01) for w in weights]
    old = [np.zeros(w.shape) for w in weights]
    for ep in range(epochs):
        for k, g in enumerate(derivatives(weights, x, t)):
            agree = g * old[k]
            step[k] = np.where(agree > 0, np.minimum(step[k] * ETA_PLUS, STEP_MAX),
                               np.where(agree < 0, np.maximum(step[k] * ETA_MINUS, STEP_MIN), step[k]))
            g = np.where(agree < 0, 0, g)
            weights[k] -= np.sign(g) * step[k]
            old[k] = g
        if ep % 100 == 0:
            print('epoch', ep, 'E =', error(weights, x, t))
    return weights


if __name__ == '__main__':
    x, t = spiral(400)
    xt, tt = spiral(300)
    weights = [rnd.uniform(-1, 1, (3, 20)), rnd.uniform(-.5, .5, (21, 12)), rnd.uniform(-.5, .5, (13, 1))]
    weights = rprop(weights, x, t, 600)
    print('hit rate', np.mean(np.sign(propagate(weights, xt)[-1]) == tt))
