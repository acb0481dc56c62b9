import numpy as np
from math import cos, pi

SEED = 123
EPOCHS, BATCH, BASE_LR, WEIGHT_DECAY, SMOOTH = 25, 32, 5e-3, 1e-2, 0.1
N_FEATURES, N_CLASSES = 16, 5

rng = np.random.default_rng(SEED)


def blobs(n, centres):
    y = rng.integers(0, N_CLASSES, n)
    return centres[y] + rng.normal(0, 1.2, (n, N_FEATURES)), y


def minibatches(x, y, size):
    order = rng.permutation(len(x))
    for start in range(0, len(x), size):
        pick = order[start:start + size]
        yield x[pick], y[pick]


def smooth_one_hot(y):
    return np.eye(N_CLASSES)[y] * (1 - SMOOTH) + SMOOTH / N_CLASSES


def cosine_lr(step, total):
    warm = total // 10
    if step < warm:
        return BASE_LR * (step + 1) / warm
    return BASE_LR * 0.5 * (1 + cos(pi * (step - warm) / (total - warm)))


def gelu(z):
    t = np.tanh(np.sqrt(2 / pi) * (z + 0.044715 * z ** 3))
    return 0.5 * z * (1 + t), t


def gelu_grad(z, t):
    return 0.5 * (1 + t) + 0.5 * z * (1 - t ** 2) * np.sqrt(2 / pi) * (1 + 3 * 0.044715 * z ** 2)


def forward(params, x):
    z1 = x @ params["w1"] + params["b1"]
    h1, t1 = gelu(z1)
    logits = h1 @ params["w2"] + params["b2"]
    logits -= logits.max(axis=1, keepdims=True)
    log_p = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    return log_p, (x, z1, t1, h1)


def loss_and_grads(params, x, y):
    target = smooth_one_hot(y)
    log_p, (x, z1, t1, h1) = forward(params, x)
    loss = -(target * log_p).sum(axis=1).mean()
    d = (np.exp(log_p) - target) / len(x)
    grads = {"w2": h1.T @ d, "b2": d.sum(axis=0)}
    d = (d @ params["w2"].T) * gelu_grad(z1, t1)
    grads["w1"] = x.T @ d
    grads["b1"] = d.sum(axis=0)
    return loss, grads


class AdamW:
    def __init__(self, params, betas=(0.9, 0.999), eps=1e-8, decay=0.0):
        self.params, self.betas, self.eps, self.decay = params, betas, eps, decay
        self.m = {k: np.zeros_like(v) for k, v in params.items()}
        self.v = {k: np.zeros_like(v) for k, v in params.items()}
        self.t = 0

    def step(self, grads, lr):
        b1, b2 = self.betas
        self.t += 1
        for k, p in self.params.items():
            if k.startswith("w"):           # decoupled decay, weights only
                p *= 1 - lr * self.decay
            self.m[k] += (1 - b1) * (grads[k] - self.m[k])
            self.v[k] += (1 - b2) * (grads[k] ** 2 - self.v[k])
            p -= lr * (self.m[k] / (1 - b1 ** self.t)) / (np.sqrt(self.v[k] / (1 - b2 ** self.t)) + self.eps)


if __name__ == "__main__":
    centres = rng.normal(0, 1, (N_CLASSES, N_FEATURES))
    x, y = blobs(1000, centres)
    x_val, y_val = blobs(300, centres)
    params = {
        "w1": rng.normal(0, np.sqrt(2 / N_FEATURES), (N_FEATURES, 48)), "b1": np.zeros(48),
        "w2": rng.normal(0, np.sqrt(1 / 48), (48, N_CLASSES)), "b2": np.zeros(N_CLASSES),
    }
    optimizer = AdamW(params, decay=WEIGHT_DECAY)
    total = EPOCHS * -(-len(x) // BATCH)
    step = 0
    for epoch in range(EPOCHS):
        seen = []
        for xb, yb in minibatches(x, y, BATCH):
            loss, grads = loss_and_grads(params, xb, yb)
            optimizer.step(grads, cosine_lr(step, total))
            seen.append(loss)
            step += 1
        if epoch % 5 == 4:
            acc = (forward(params, x_val)[0].argmax(axis=1) == y_val).mean()
            print(f"epoch {epoch + 1}: smoothed loss {np.mean(seen):.4f}  val acc {acc:.3f}")
    print("val accuracy", (forward(params, x_val)[0].argmax(axis=1) == y_val).mean())
