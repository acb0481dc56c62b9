import numpy as np

# quantile regression: predict the 10/50/90 % quantiles of electricity load vs hour of the day
# closures instead of classes, AdamW (decoupled decay), cosine schedule with warm up

QUANTILES = np.array([0.1, 0.5, 0.9])
rng = np.random.RandomState(77)


def dense(nin, nout, decay=True):
    w = rng.randn(nin, nout) / np.sqrt(nin)
    b = np.zeros(nout)
    slots = [dict(p=w, g=np.zeros_like(w), m=0., v=0., wd=decay),
             dict(p=b, g=np.zeros_like(b), m=0., v=0., wd=False)]

    def forward(x):
        def backward(d):
            slots[0]['g'] += x.T @ d
            slots[1]['g'] += d.sum(0)
            return d @ w.T
        return x @ w + b, backward
    return forward, slots


def swish(x):
    s = 1 / (1 + np.exp(-x))
    return x * s, lambda d: d * (s + x * s * (1 - s))


def monotone(x):
    """(a, b, c) -> (b - e^a, b, b + e^c) so that quantiles cannot cross"""
    lo, hi = np.exp(x[:, 0]), np.exp(x[:, 2])
    out = np.stack([x[:, 1] - lo, x[:, 1], x[:, 1] + hi], axis=1)

    def backward(d):
        return np.stack([-d[:, 0] * lo, d.sum(axis=1), d[:, 2] * hi], axis=1)
    return out, backward


def pinball(q, y):
    diff = y[:, None] - q
    loss = np.maximum(QUANTILES * diff, (QUANTILES - 1) * diff).sum(1).mean()
    d = np.where(diff >= 0, -QUANTILES, 1 - QUANTILES) / len(y)
    return loss, d


f1, s1 = dense(4, 24)
f2, s2 = dense(24, 24)
f3, s3 = dense(24, 3, decay=False)
slots = s1 + s2 + s3
pipeline = [f1, swish, f2, swish, f3, monotone]


def features(hour):
    w = 2 * np.pi * hour / 24
    return np.stack([np.sin(w), np.cos(w), np.sin(2 * w), np.cos(2 * w)], axis=1)


def spread(hour):
    return 0.1 + 0.4 * (hour > 8) * (hour < 20)


def load(hour):
    base = 1.5 + np.sin(2 * np.pi * (hour - 8) / 24)
    return base + spread(hour) * rng.randn(len(hour))


def run(x):
    tape = []
    for f in pipeline:
        x, back = f(x)
        tape.append(back)
    return x, tape


hours = rng.uniform(0, 24, 1000)
Y = load(hours)
X = features(hours)

EPOCHS, BS = 60, 50
total_steps = EPOCHS * len(X) // BS
t = 0
for epoch in range(EPOCHS):
    perm = rng.permutation(len(X))
    running = 0.
    for k in range(0, len(X), BS):
        rows = perm[k:k + BS]
        q, tape = run(X[rows])
        loss, d = pinball(q, Y[rows])
        running += loss * len(rows)
        while tape:
            d = tape.pop()(d)
        t += 1
        lr = 5e-3 * min(1, t / 50) * 0.5 * (1 + np.cos(np.pi * t / total_steps))
        for s in slots:
            s['m'] = 0.9 * s['m'] + 0.1 * s['g']
            s['v'] = 0.999 * s['v'] + 0.001 * s['g'] ** 2
            if s['wd']:
                s['p'] *= 1 - lr * 0.01
            s['p'] -= lr * (s['m'] / (1 - 0.9 ** t)) / (np.sqrt(s['v'] / (1 - 0.999 ** t)) + 1e-8)
            s['g'].fill(0)
    if epoch % 15 == 0:
        print('epoch', epoch, 'pinball', running / len(X))

hours = rng.uniform(0, 24, 2000)
q, _ = run(features(hours))
Y = load(hours)
print('share of test points below each quantile:', (Y[:, None] < q).mean(0), 'wanted', QUANTILES)
