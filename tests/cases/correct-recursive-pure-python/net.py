# A network is a tuple of layers, a layer is a tuple of (weights, bias) pairs.
# learn() walks to the end and computes the corrections on the way back.
import math
import random


def layer(n_in, n_out, r):
    return tuple((tuple(r.gauss(0, 1 / math.sqrt(n_in)) for _ in range(n_in)), 0.0) for _ in range(n_out))


def affine(lay, x):
    return [sum(w * v for w, v in zip(ws, x)) + b for ws, b in lay]


def softmax(z):
    top = max(z)
    e = [math.exp(v - top) for v in z]
    s = sum(e)
    return [v / s for v in e]


def apply(net, x):
    head, *tail = net
    z = affine(head, x)
    return apply(tail, [math.tanh(v) for v in z]) if tail else softmax(z)


def learn(net, x, target, rate):
    """-> (loss, dloss/dx, improved net)"""
    head, *tail = net
    z = affine(head, x)
    if tail:
        a = [math.tanh(v) for v in z]
        loss, da, better = learn(tail, a, target, rate)
        dz = [d * (1 - v * v) for d, v in zip(da, a)]
    else:
        p = softmax(z)
        loss, better = -math.log(p[target]), ()
        dz = [v - (k == target) for k, v in enumerate(p)]
    # the old weights still sit in head: tuples cannot be changed underneath us
    dx = [sum(d * ws[j] for d, (ws, _) in zip(dz, head)) for j in range(len(x))]
    new = tuple((tuple(w - rate * d * v for w, v in zip(ws, x)), b - rate * d)
                for d, (ws, b) in zip(dz, head))
    return loss, dx, (new, *better)


def epochs(net, data, r, count, rate):
    if count == 0:
        return net
    total = 0.0
    for x, t in r.sample(data, len(data)):
        loss, _, net = learn(net, x, t, rate)
        total += loss
    if count % 10 == 0:
        print(count, 'epochs to go, loss', total / len(data))
    return epochs(net, data, r, count - 1, rate * 0.97)


def ring(r):
    k = r.randrange(3)
    rad, phi = 0.5 + k * 0.7 + r.gauss(0, 0.1), r.uniform(0, 2 * math.pi)
    return [rad * math.cos(phi), rad * math.sin(phi)], k


if __name__ == '__main__':
    r = random.Random(5)
    data = [ring(r) for _ in range(400)]
    fresh = [ring(r) for _ in range(200)]
    net = (layer(2, 12, r), layer(12, 8, r), layer(8, 3, r))
    net = epochs(net, data, r, 40, 0.05)
    right = [max(range(3), key=apply(net, x).__getitem__) == t for x, t in fresh]
    print('accuracy', sum(right) / len(right))
