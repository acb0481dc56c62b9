import numpy as np

# parameters
pace = 0.1
rounds = 1500
part = 64
show_every = 300

# network parameters
wide_1 = 32
wide_2 = 32
n_coords = 2
n_rings = 3

rng = np.random.default_rng(0)
mats = {
    'first': rng.normal(0, 0.7, (n_coords, wide_1)),
    'second': rng.normal(0, 0.25, (wide_1, wide_2)),
    'out': rng.normal(0, 0.25, (wide_2, n_rings)),
}
shifts = {
    'first': rng.normal(0, 0.3, wide_1),
    'second': rng.normal(0, 0.3, wide_2),
    'out': np.zeros(n_rings),
}


def scores_of(x):
    low = x @ mats['first'] + shifts['first']
    high = low @ mats['second'] + shifts['second']
    scores = high @ mats['out'] + shifts['out']
    return low, high, scores


def softmax(scores):
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def one_step(x, labels):
    low, high, scores = scores_of(x)
    prob = softmax(scores)
    loss = -np.mean(np.sum(labels * np.log(prob + 1e-12), axis=1))
    d_out = (prob - labels) / len(x)
    d_high = d_out @ mats['out'].T
    d_low = d_high @ mats['second'].T
    mats['out'] -= pace * high.T @ d_out
    shifts['out'] -= pace * d_out.sum(axis=0)
    mats['second'] -= pace * low.T @ d_high
    shifts['second'] -= pace * d_high.sum(axis=0)
    mats['first'] -= pace * x.T @ d_low
    shifts['first'] -= pace * d_low.sum(axis=0)
    return loss


def rings(n):
    kind = rng.integers(0, n_rings, n)
    angle = rng.uniform(0, 2 * np.pi, n)
    radius = 0.3 + 0.8 * kind + rng.normal(0, 0.12, n)
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1), np.eye(n_rings)[kind]


train_x, train_y = rings(1000)
test_x, test_y = rings(400)

for step in range(1, rounds + 1):
    pick = rng.integers(0, len(train_x), part)
    loss = one_step(train_x[pick], train_y[pick])
    if step % show_every == 0 or step == 1:
        print("Step", step, "loss of the part= {:.4f}".format(loss))

correct = scores_of(test_x)[2].argmax(axis=1) == test_y.argmax(axis=1)
print("share right:", correct.mean())
