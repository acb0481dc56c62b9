import numpy as np


def create_mlp(sizes, rng):
    layers = []
    for n, m in zip(sizes, sizes[1:]):
        W = rng.normal(0.0, np.sqrt(2 / (m + n)), size=(m, n))
        b = np.zeros(m)
        layers.append([W, b])
    return layers


def apply_mlp(x, layers):
    kept = [x]
    for W, b in layers[:-1]:
        kept.append(np.maximum(kept[-1] @ W.T + b, 0))
    W, b = layers[-1]
    click = 1 / (1 + np.exp(-(kept[-1] @ W.T + b)))
    return kept, click


def bce(click, t):
    return -np.mean(t * np.log(click + 1e-12) + (1 - t) * np.log(1 - click + 1e-12))


def gradients(layers, kept, click, t):
    grads = []
    d = (click - t) / len(t)
    for k in range(len(layers) - 1, -1, -1):
        grads.insert(0, (d.T @ kept[k], d.sum(axis=0)))
        if k > 0:
            d = (d @ layers[k][0]) * (kept[k] > 0)
    return grads


def train(layers, x, t, rate, batch, epochs, rng):
    for epoch in range(epochs):
        order = rng.permutation(len(x))
        for s in range(0, len(x), batch):
            pick = order[s:s + batch]
            kept, click = apply_mlp(x[pick], layers)
            for layer, (dW, db) in zip(layers, gradients(layers, kept, click, t[pick])):
                layer[0] -= rate * dW
                layer[1] -= rate * db
        if epoch % 10 == 9:
            click = apply_mlp(x, layers)[1]
            print("epoch", epoch + 1, "loss", round(bce(click, t), 5),
                  "accuracy", np.mean((click > 0.5) == (t > 0.5)))


if __name__ == "__main__":
    rng = np.random.default_rng(2)
    # four dense features of a visitor: did he click?
    x = rng.uniform(0, 1, (800, 4))
    t = ((x[:, :1] - 0.5) * (x[:, 1:2] - 0.5) + 0.3 * (x[:, 2:3] - 0.5) > 0).astype(float)
    net = create_mlp([4, 16, 8, 4, 1], rng)
    train(net, x, t, 0.2, 40, 60, rng)
