import numpy as np

rng = np.random.RandomState(14)
sizes = [2, 14, 10, 2]
# the last row of every matrix belongs to a constant 1
mats = [rng.uniform(-1, 1, (a + 1, b)) / np.sqrt(a) for a, b in zip(sizes, sizes[1:])]


def one(a):
    return np.append(a, np.ones((len(a), 1)), axis=1)


def forward(x):
    outs = [one(x)]
    for k, M in enumerate(mats):
        z = outs[-1] @ M
        outs.append(one(np.tanh(z)) if k < len(mats) - 1 else z)
    return outs


def backward(outs, wanted):
    grads = [None] * len(mats)
    d = 2 * (outs[-1] - wanted) / wanted.size
    for k in range(len(mats) - 1, -1, -1):
        grads[k] = outs[k].T @ d
        if k:
            # no error goes into the constant
            d = (d @ mats[k].T)[:, :-1] * (1 - outs[k][:, :-1] ** 2)
    return grads


# two joints of an arm -> where the hand is
angles = rng.uniform(0, np.pi / 2, (500, 2))
hand = np.c_[np.cos(angles[:, 0]) + np.cos(angles.sum(axis=1)),
             np.sin(angles[:, 0]) + np.sin(angles.sum(axis=1))]
inp = (angles - angles.mean(axis=0)) / angles.std(axis=0)

speed = [np.zeros_like(M) for M in mats]
for epoch in range(200):
    order = rng.permutation(len(inp))
    for s in range(0, len(inp), 25):
        part = order[s:s + 25]
        grads = backward(forward(inp[part]), hand[part])
        for k in range(len(mats)):
            speed[k] = 0.9 * speed[k] - 0.02 * grads[k]
            mats[k] += speed[k]
    if epoch % 40 == 0:
        print(epoch, np.mean((forward(inp)[-1] - hand) ** 2))

print("rms distance:", np.sqrt(np.mean(np.sum((forward(inp)[-1] - hand) ** 2, axis=1))))
