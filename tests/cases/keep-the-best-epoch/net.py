import numpy as np
import copy


def init_net(shape, rng):
    weights = [rng.normal(0, 1.5 / np.sqrt(a), (a, b)) for a, b in zip(shape[:-1], shape[1:])]
    biases = [np.zeros((1, b)) for b in shape[1:]]
    return {"weights": weights, "biases": biases}


def run(net, x):
    outs = [x]
    last = len(net["weights"]) - 1
    for i, (w, b) in enumerate(zip(net["weights"], net["biases"])):
        s = outs[-1] @ w + b
        outs.append(s if i == last else np.tanh(s))
    return outs


def train_step(net, x, y, lr):
    outs = run(net, x)
    d = 2 * (outs[-1] - y) / len(x)
    for i in reversed(range(len(net["weights"]))):
        gw = outs[i].T @ d
        gb = d.sum(axis=0, keepdims=True)
        if i > 0:
            d = (d @ net["weights"][i].T) * (1 - outs[i] ** 2)
        net["weights"][i] -= lr * gw
        net["biases"][i] -= lr * gb


def mse(net, x, y):
    return np.mean((run(net, x)[-1] - y) ** 2)


def fit(net, train, valid, epochs, batchsize, lr, rng):
    losses = {"train_l": [], "valid_l": []}
    best = copy.deepcopy(net)
    for epoch in range(epochs):
        order = rng.permutation(len(train[0]))
        for start in range(0, len(order), batchsize):
            rows = order[start:start + batchsize]
            train_step(net, train[0][rows], train[1][rows], lr)
        losses["train_l"].append(mse(net, *train))
        losses["valid_l"].append(mse(net, *valid))
        # save best weights
        if epoch == 0 or losses["valid_l"][epoch] < losses["valid_l"][epoch - 1]:
            best = copy.deepcopy(net)
        if epoch % 100 == 0:
            print("epoch", epoch, "train", losses["train_l"][-1], "valid", losses["valid_l"][-1])
    return best, losses


rng = np.random.RandomState(14)
x = rng.uniform(-1, 1, (120, 3))
y = np.sin(3 * x[:, :1]) + x[:, 1:2] * x[:, 2:] + 0.4 * rng.normal(size=(120, 1))
train, valid = (x[:40], y[:40]), (x[40:], y[40:])
net = init_net([3, 30, 30, 1], rng)
best, losses = fit(net, train, valid, 600, 8, 0.03, rng)
print("lowest validation loss on the way", min(losses["valid_l"]))
print("validation loss of the kept network:", mse(best, *valid))
