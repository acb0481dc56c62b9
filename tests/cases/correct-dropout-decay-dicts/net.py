import numpy as np

np.random.seed(27)

n_in, n_hid = 6, 40
layer = [
    {"w": np.random.randn(n_in, n_hid) * np.sqrt(2 / n_in), "b": np.full(n_hid, 0.01)},
    {"w": np.random.randn(n_hid, 1) * np.sqrt(1 / n_hid), "b": np.zeros(1)},
]
keep, decay, rate = 0.9, 1e-4, 0.05


def rent(x):
    # sizes, distances and so on give a rent in hundreds of euros
    return 8 + 2 * x[:, 0] + np.abs(x[:, 1]) * 1.5 - x[:, 2] * x[:, 3]


def forward(x, teach=False):
    z = x @ layer[0]["w"] + layer[0]["b"]
    h = np.where(z < 0, 0.05 * z, z)
    mask = (np.random.rand(*h.shape) < keep) / keep if teach else 1.0
    return z, h * mask, mask, (h * mask) @ layer[1]["w"] + layer[1]["b"]


x = np.random.randn(900, n_in)
y = rent(x)[:, None]
mu, sd = y[:700].mean(), y[:700].std()

for epoch in range(150):
    if epoch == 100:
        rate *= 0.2
    idx = np.random.choice(700, 700, replace=False)
    for s in range(0, 700, 35):
        xb, yb = x[idx[s:s + 35]], (y[idx[s:s + 35]] - mu) / sd
        z, h, mask, out = forward(xb, teach=True)
        # Huber: the error itself while it is small, its sign when it is large
        e = np.clip(out - yb, -1.5, 1.5) / len(xb)
        back = (e @ layer[1]["w"].T) * mask
        back[z < 0] *= 0.05
        for part, below, d in ((layer[1], h, e), (layer[0], xb, back)):
            part["w"] -= rate * (below.T @ d + decay * part["w"])
            part["b"] -= rate * d.sum(axis=0)
    if epoch % 30 == 29:
        guess = forward(x[700:])[-1] * sd + mu
        print("epoch", epoch + 1, "rent is off by", np.sqrt(np.mean((guess - y[700:]) ** 2)))
