"""No NumPy: matrices are lists of rows. Three classes of wine from two measurements."""
import math
import random


def matmul(a, b):
    cols = list(zip(*b))
    return [[sum(x * y for x, y in zip(row, col)) for col in cols] for row in a]


def transpose(a):
    return [list(col) for col in zip(*a)]


def each(fn, *mats):
    """apply fn to the entries of one or more matrices of the same shape"""
    return [[fn(*entries) for entries in zip(*rows)] for rows in zip(*mats)]


def add_row(a, row):
    return [[x + r for x, r in zip(line, row)] for line in a]


def column_sums(a):
    return [sum(col) for col in zip(*a)]


def softmax_rows(a):
    out = []
    for row in a:
        top = max(row)
        e = [math.exp(v - top) for v in row]
        s = sum(e)
        out.append([v / s for v in e])
    return out


def make_layers(*sizes):
    return [{'w': [[random.gauss(0, 1 / math.sqrt(n)) for _ in range(m)] for _ in range(n)], 'b': [0.0] * m}
            for n, m in zip(sizes, sizes[1:])]


def forward(layers, x):
    acts = [x]
    for k, layer in enumerate(layers):
        z = add_row(matmul(acts[-1], layer['w']), layer['b'])
        acts.append(softmax_rows(z) if k == len(layers) - 1 else each(math.tanh, z))
    return acts


def cross_entropy(p, t):
    return -sum(tv * math.log(pv + 1e-12) for pr, tr in zip(p, t) for pv, tv in zip(pr, tr)) / len(p)


def backward(layers, acts, t):
    n = len(t)
    grads = []
    delta = each(lambda p, y: (p - y) / n, acts[-1], t)
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, {'w': matmul(transpose(acts[k]), delta), 'b': column_sums(delta)})
        if k:
            back = matmul(delta, transpose(layers[k]['w']))
            delta = each(lambda d, a: d * (1 - a * a), back, acts[k])
    return grads


def descend(layers, grads, lr):
    for layer, g in zip(layers, grads):
        layer['w'] = each(lambda w, d: w - lr * d, layer['w'], g['w'])
        layer['b'] = [b - lr * d for b, d in zip(layer['b'], g['b'])]


def wines(n):
    spots = [(12.2, 3.0), (13.8, 5.5), (13.2, 8.5)]
    rows = []
    for _ in range(n):
        c = random.randrange(3)
        rows.append((random.gauss(spots[c][0], 0.4), random.gauss(spots[c][1], 0.9), c))
    return rows


def standardiser(rows):
    stats = []
    for j in range(2):
        col = [r[j] for r in rows]
        m = sum(col) / len(col)
        stats.append((m, math.sqrt(sum((v - m) ** 2 for v in col) / len(col))))
    return lambda data: [[(r[j] - stats[j][0]) / stats[j][1] for j in range(2)] for r in data]


def one_hot(rows):
    return [[1.0 if r[2] == c else 0.0 for c in range(3)] for r in rows]


def share_right(layers, x, t):
    p = forward(layers, x)[-1]
    return sum(pr.index(max(pr)) == tr.index(1.0) for pr, tr in zip(p, t)) / len(t)


if __name__ == '__main__':
    random.seed(6)
    train, test = wines(150), wines(100)
    scale = standardiser(train)
    x, t = scale(train), one_hot(train)
    xt, tt = scale(test), one_hot(test)
    layers = make_layers(2, 8, 3)
    for epoch in range(60):
        lr = 0.5 if epoch < 40 else 0.1
        order = list(range(len(x)))
        random.shuffle(order)
        for s in range(0, len(order), 15):
            part = order[s:s + 15]
            xb, tb = [x[i] for i in part], [t[i] for i in part]
            descend(layers, backward(layers, forward(layers, xb), tb), lr)
        if epoch % 10 == 0:
            print('epoch', epoch, 'loss', round(cross_entropy(forward(layers, x)[-1], t), 4))
    print('train', share_right(layers, x, t))
    print('test', share_right(layers, xt, tt))
