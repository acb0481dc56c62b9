import functools
import numpy as np

rng = np.random.RandomState(55)
BACKWARD = {}


def grad_of(op):
    """registers the backward function of an operation"""
    def wrap(fn):
        BACKWARD[op.__name__] = fn
        return fn
    return wrap


def recorded(fn):
    @functools.wraps(fn)
    def inner(tape, x, *args):
        out, saved = fn(x, *args)
        tape.append((fn.__name__, saved, len(args) > 0 and args[0]))
        return out
    return inner


@recorded
def affine(x, name):
    return x @ P[name + '.w'] + P[name + '.b'], x


@grad_of(affine)
def _(d, x, name, G):
    G[name + '.w'] = x.T @ d
    G[name + '.b'] = d.sum(0)
    return d @ P[name + '.w'].T


@recorded
def maxout(x, pieces):
    groups = x.reshape(len(x), -1, pieces)
    return groups.max(2), groups.argmax(2)


@grad_of(maxout)
def _(d, winner, pieces, G):
    out = np.zeros(d.shape + (pieces,))
    i, j = np.indices(d.shape)
    out[i, j, winner] = d
    return out.reshape(len(d), -1)


def scores(x, tape):
    x = maxout(tape, affine(tape, x, 'one'), 4)
    x = maxout(tape, affine(tape, x, 'two'), 3)
    return affine(tape, x, 'top')


def squared_hinge(s, y):
    t = np.where(np.arange(s.shape[1]) == y[:, None], 1, -1)
    slack = np.maximum(0, 1 - t * s)
    return np.sum(slack ** 2) / len(y), -2 * t * slack / len(y)


def loss_grad(x, y):
    tape, G = [], {}
    loss, d = squared_hinge(scores(x, tape), y)
    for op, saved, arg in reversed(tape):
        d = BACKWARD[op](d, saved, arg, G)
    return loss, G


def affine_init(a, b):
    return rng.randn(a, b) / np.sqrt(a), rng.randn(b) * 0.1


P = {}
for name, a, b in (('one', 2, 48), ('two', 12, 24), ('top', 8, 4)):
    P[name + '.w'], P[name + '.b'] = affine_init(a, b)

RATE = {'one': 1.0, 'two': 1.0, 'top': 0.5}             # the top layer learns slower

if __name__ == '__main__':
    pts = rng.uniform(-2, 2, (1500, 2))
    lab = (np.sin(2 * pts[:, 0]) > pts[:, 1]).astype(int) + 2 * (pts[:, 0] ** 2 + pts[:, 1] ** 2 < 2)
    x, y, xt, yt = pts[:1000], lab[:1000], pts[1000:], lab[1000:]
    eg = {k: np.zeros_like(v) for k, v in P.items()}
    ex = {k: np.zeros_like(v) for k, v in P.items()}
    rho, eps, t = 0.95, 1e-6, 0
    for epoch in range(80):
        for i in np.split(rng.permutation(1000), 25):
            t += 1
            loss, G = loss_grad(x[i], y[i])
            for k in P:
                g = G[k] + rng.normal(0, np.sqrt(0.01 / (1 + t) ** 0.55), G[k].shape)
                eg[k] = rho * eg[k] + (1 - rho) * g * g
                dx = -np.sqrt(ex[k] + eps) / np.sqrt(eg[k] + eps) * g
                ex[k] = rho * ex[k] + (1 - rho) * dx * dx
                P[k] += RATE[k[:3]] * dx
        if epoch % 20 == 0:
            print('epoch', epoch, 'squared hinge', loss_grad(x, y)[0])
    print('test accuracy', np.mean(scores(xt, []).argmax(1) == yt))
