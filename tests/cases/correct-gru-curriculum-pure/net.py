"""Does a string of + and - end above zero, at zero, or below?  Gated unit in plain Python,
short strings first, longer ones later."""
import math
import random

R = random.Random(31)
H = 6
SYMS = '+-0'


def mat(r, c, s):
    return [[R.gauss(0, s) for _ in range(c)] for _ in range(r)]


def mv(M, x):
    return [sum(a * b for a, b in zip(row, x)) for row in M]


def mtv(M, d):
    return [sum(M[i][j] * d[i] for i in range(len(d))) for j in range(len(M[0]))]


def sig(v):
    return 1 / (1 + math.exp(-v))


# inputs of the gate and of the candidate: state (or gated state), one-hot symbol, 1
P = {'G': mat(H, H + 4, 0.4), 'C': mat(H, H + 4, 0.4), 'O': mat(3, H + 1, 0.4)}


def onehot(ch):
    return [float(ch == s) for s in SYMS] + [1.0]


def forward(text):
    h, steps = [0.0] * H, []
    for ch in text:
        gin = h + onehot(ch)
        f = [sig(v) for v in mv(P['G'], gin)]
        cin = [a * b for a, b in zip(f, h)] + onehot(ch)
        c = [math.tanh(v) for v in mv(P['C'], cin)]
        new = [(1 - a) * old + a * k for a, old, k in zip(f, h, c)]
        steps.append((h, gin, f, cin, c))
        h = new
    z = mv(P['O'], h + [1.0])
    m = max(z)
    e = [math.exp(v - m) for v in z]
    return [v / sum(e) for v in e], h, steps


def outer_add(G, d, x):
    for row, a in zip(G, d):
        for j, b in enumerate(x):
            row[j] += a * b


def gradient(text, t, grads):
    """adds to grads, returns the cross-entropy"""
    p, h, steps = forward(text)
    dz = [v - (k == t) for k, v in enumerate(p)]
    outer_add(grads['O'], dz, h + [1.0])
    dh = mtv(P['O'], dz)[:H]
    for h, gin, f, cin, c in reversed(steps):
        dc = [d * a * (1 - k * k) for d, a, k in zip(dh, f, c)]
        outer_add(grads['C'], dc, cin)
        back = mtv(P['C'], dc)[:H]                      # w.r.t. f * h
        df = [(d * (k - old) + b * old) * a * (1 - a) for d, k, old, b, a in zip(dh, c, h, back, f)]
        outer_add(grads['G'], df, gin)
        back2 = mtv(P['G'], df)[:H]
        dh = [d * (1 - a) + b * a + b2 for d, a, b, b2 in zip(dh, f, back, back2)]
    return -math.log(p[t])


def example(length):
    text = ''.join(R.choice(SYMS) for _ in range(length))
    s = text.count('+') - text.count('-')
    return text, (s > 0) + 2 * (s < 0)


if __name__ == '__main__':
    step = 0
    for length, rounds in ((2, 300), (3, 300), (5, 400), (7, 500)):
        total = 0.0
        for _ in range(rounds):
            step += 1
            grads = {k: [[0.0] * len(M[0]) for _ in M] for k, M in P.items()}
            for _ in range(8):
                total += gradient(*example(R.randint(1, length)), grads)
            norm = math.sqrt(sum((g / 8) ** 2 for G in grads.values() for row in G for g in row))
            lr = 1.0 / math.sqrt(1 + step / 200) * min(1, 2.0 / (norm + 1e-12))
            for k in P:
                for row, grow in zip(P[k], grads[k]):
                    for j, g in enumerate(grow):
                        row[j] -= lr * g / 8
        print('strings up to', length, 'mean loss', total / rounds / 8)
    hits = 0
    for _ in range(500):
        text, t = example(R.randint(4, 10))
        p = forward(text)[0]
        hits += p.index(max(p)) == t
    print('accuracy on strings of 4 to 10:', hits / 500)
