import numpy as np


def init(sizes, rng):
    net = {}
    for k in range(1, len(sizes)):
        net["W%d" % k] = rng.standard_normal((sizes[k - 1], sizes[k])) * np.sqrt(2 / sizes[k - 1])
        net["b%d" % k] = np.zeros(sizes[k])
    return net


def forward_train(net, x, keep, rng):
    h1 = np.maximum(0, x @ net["W1"] + net["b1"])
    u1 = (rng.random(h1.shape) < keep) / keep
    h1 = h1 * u1
    h2 = np.maximum(0, h1 @ net["W2"] + net["b2"])
    u2 = (rng.random(h2.shape) < keep) / keep
    h2 = h2 * u2
    out = h2 @ net["W3"] + net["b3"]
    return out, (x, h1, u1, h2, u2)


def predict(net, x, keep):
    h1 = np.maximum(0, x @ net["W1"] + net["b1"])
    h2 = np.maximum(0, h1 @ net["W2"] + net["b2"])
    return h2 @ net["W3"] + net["b3"]


def backward(net, cache, d):
    x, h1, u1, h2, u2 = cache
    g = {"W3": h2.T @ d, "b3": d.sum(axis=0)}
    d = (d @ net["W3"].T) * u2 * (h2 > 0)
    g["W2"], g["b2"] = h1.T @ d, d.sum(axis=0)
    d = (d @ net["W2"].T) * u1 * (h1 > 0)
    g["W1"], g["b1"] = x.T @ d, d.sum(axis=0)
    return g


def main():
    rng = np.random.default_rng(0)
    x = rng.uniform(-1, 1, (500, 3))
    y = 5 + 3 * x[:, :1] - 2 * np.abs(x[:, 1:2]) + x[:, 2:] ** 2
    x_new, y_new = x[400:], y[400:]
    x, y = x[:400], y[:400]
    keep = 0.8
    net = init([3, 60, 60, 1], rng)
    for epoch in range(150):
        order = rng.permutation(len(x))
        loss = 0
        for k in range(0, len(x), 40):
            rows = order[k:k + 40]
            out, cache = forward_train(net, x[rows], keep, rng)
            diff = out - y[rows]
            loss += np.sum(diff ** 2)
            g = backward(net, cache, 2 * diff / len(rows))
            for name in net:
                net[name] -= 0.01 * g[name]
        if epoch % 30 == 0:
            print("epoch", epoch, "training loss", loss / len(x))
    print("loss on new data:", np.mean((predict(net, x_new, keep) - y_new) ** 2))


if __name__ == "__main__":
    main()
