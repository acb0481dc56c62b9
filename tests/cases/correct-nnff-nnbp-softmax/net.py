import numpy as np

# nn["W"][k] maps layer k (with a column of ones in front) to layer k + 1


def nnsetup(architecture, output, learningRate):
    nn = {"size": architecture, "n": len(architecture), "output": output, "learningRate": learningRate}
    nn["W"] = [(np.random.rand(b, a + 1) - 0.5) * 2 * 4 * np.sqrt(6 / (a + b)) for a, b in zip(architecture[:-1], architecture[1:])]
    return nn


def sigm(P):
    return 1 / (1 + np.exp(-P))


def with_ones(x):
    return np.hstack([np.ones((len(x), 1)), x])


def nnff(nn, x, y):
    n, m = nn["n"], len(x)
    nn["a"] = [with_ones(x)]
    for k in range(1, n - 1):
        nn["a"].append(with_ones(sigm(nn["a"][k - 1] @ nn["W"][k - 1].T)))
    z = nn["a"][n - 2] @ nn["W"][n - 2].T
    if nn["output"] == "softmax":
        z = np.exp(z - z.max(axis=1, keepdims=True))
        nn["a"].append(z / z.sum(axis=1, keepdims=True))
        nn["L"] = -np.sum(y * np.log(nn["a"][-1])) / m
    else:
        nn["a"].append(sigm(z))
        nn["L"] = 0.5 * np.sum((y - nn["a"][-1]) ** 2) / m
    nn["e"] = y - nn["a"][-1]
    return nn


def nnbp(nn):
    n = nn["n"]
    d = [None] * n
    if nn["output"] == "sigm":
        d[n - 1] = -nn["e"] * (nn["a"][n - 1] * (1 - nn["a"][n - 1]))
    else:
        d[n - 1] = -nn["e"]
    for i in range(n - 2, 0, -1):
        d_act = nn["a"][i] * (1 - nn["a"][i])
        if i + 1 == n - 1:
            d[i] = (d[i + 1] @ nn["W"][i]) * d_act
        else:
            d[i] = (d[i + 1][:, 1:] @ nn["W"][i]) * d_act
    nn["dW"] = []
    for i in range(n - 1):
        step = d[i + 1] if i + 1 == n - 1 else d[i + 1][:, 1:]
        nn["dW"].append(step.T @ nn["a"][i] / len(d[i + 1]))
    return nn


def nntrain(nn, x, y, epochs, batchsize):
    for epoch in range(epochs):
        kk = np.random.permutation(len(x))
        for l in range(len(x) // batchsize):
            rows = kk[l * batchsize:(l + 1) * batchsize]
            nn = nnbp(nnff(nn, x[rows], y[rows]))
            for i in range(nn["n"] - 1):
                nn["W"][i] = nn["W"][i] - nn["learningRate"] * nn["dW"][i]
        if epoch % 10 == 9:
            print("epoch", epoch + 1, "loss", nnff(nn, x, y)["L"])
    return nn


np.random.seed(0)
kind = np.random.randint(0, 3, 450)
x = np.random.normal(0, 0.35, (450, 2)) + np.array([[0, 1], [1, -0.6], [-1, -0.6]])[kind] * np.where(np.random.rand(450, 1) < 0.5, 1, -1)
y = np.eye(3)[kind]
nn = nnsetup([2, 14, 8, 3], "softmax", 0.5)
nn = nntrain(nn, x[:300], y[:300], 80, 20)
right = nnff(nn, x[300:], y[300:])["a"][-1].argmax(axis=1) == kind[300:]
print("share of right answers:", right.mean())
