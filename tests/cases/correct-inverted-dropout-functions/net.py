import numpy as np

rng = np.random.default_rng(0)


def dropout(x, ratio, train):
    """what is left is made larger during training, so that nothing has to be done in the test"""
    if not train:
        return x, None
    mask = (rng.random(x.shape) >= ratio) / (1 - ratio)
    return x * mask, mask


def forward(x, net, train=False):
    s = {"x": x}
    s["a"] = np.maximum(x @ net["W1"] + net["b1"], 0.1 * (x @ net["W1"] + net["b1"]))
    s["ad"], s["m1"] = dropout(s["a"], 0.3, train)
    s["c"] = np.maximum(s["ad"] @ net["W2"] + net["b2"], 0)
    s["cd"], s["m2"] = dropout(s["c"], 0.3, train)
    z = s["cd"] @ net["W3"] + net["b3"]
    z -= z.max(axis=1, keepdims=True)
    s["logp"] = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return s


def backward(s, labels, net):
    g = {}
    d = np.exp(s["logp"])
    d[range(len(labels)), labels] -= 1.0
    d /= len(labels)
    g["W3"], g["b3"] = s["cd"].T @ d, d.sum(0)
    d = d @ net["W3"].T * s["m2"]
    d[s["c"] == 0] = 0
    g["W2"], g["b2"] = s["ad"].T @ d, d.sum(0)
    d = d @ net["W2"].T * s["m1"]
    d[s["a"] < 0] *= 0.1
    g["W1"], g["b1"] = s["x"].T @ d, d.sum(0)
    return g


def spirals(n):
    k = rng.integers(0, 3, n)
    r = rng.random(n)
    turn = k * 2 * np.pi / 3 + 3.2 * r + rng.normal(0, 0.12, n)
    return 2 * np.stack([r * np.sin(turn), r * np.cos(turn)], axis=1), k


if __name__ == "__main__":
    x, k = spirals(900)
    test_x, test_k = spirals(300)
    sizes = [2, 64, 64, 3]
    net = {}
    for i in (1, 2, 3):
        net["W%d" % i] = rng.normal(0, np.sqrt(2 / sizes[i - 1]), (sizes[i - 1], sizes[i]))
        net["b%d" % i] = np.zeros(sizes[i])
    for epoch in range(120):
        order = rng.permutation(len(x))
        for part in np.array_split(order, 30):
            s = forward(x[part], net, train=True)
            g = backward(s, k[part], net)
            for name in net:
                net[name] -= 0.2 * g[name]
        if epoch % 20 == 19:
            logp = forward(test_x, net)["logp"]
            print("epoch", epoch + 1, "test loss", -logp[range(300), test_k].mean(),
                  "test accuracy", (logp.argmax(1) == test_k).mean())
