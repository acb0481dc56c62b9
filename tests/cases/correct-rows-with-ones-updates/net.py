import numpy as np

# inside or outside the band? last column = 1 for the bias
rng = np.random.RandomState(11)
pts = rng.uniform(-1, 1, (240, 2))
inside = (np.abs(pts[:, 0] + pts[:, 1]) < 0.6) * 1
data = np.hstack([pts, np.ones((240, 1))])

def squeeze(v):
    return 1 / (1 + np.exp(-v))


U = rng.normal(0, 1, (6, 3))     # six hidden units
v = rng.normal(0, 1, 7)          # their weights + bias
eta = 0.2

for sweep in range(60):
    cost = 0
    for n in rng.permutation(240):
        x, want = data[n], inside[n]
        h = np.append(np.tanh(U @ x), 1)
        p = squeeze(v @ h)
        cost += -np.log(p if want == 1 else 1 - p)

        e = want - p                               # for the log cost
        eh = e * v[:-1] * (1 - h[:-1] ** 2)
        v = v + eta * e * h
        U = U + eta * np.outer(eh, x)
    if sweep % 10 == 0:
        print('sweep', sweep, 'cost', cost / 240)

# how many points are on the right side now
hits = 0
for x, want in zip(data, inside):
    p = squeeze(v @ np.append(np.tanh(U @ x), 1))
    hits += (p > 0.5) == (want == 1)
print('hits:', hits / 240)
