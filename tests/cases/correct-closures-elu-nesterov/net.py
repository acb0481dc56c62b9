import numpy as np


def affine(n_in, n_out, rng):
    W = rng.normal(0, np.sqrt(1.5 / n_in), (n_in, n_out))
    b = np.zeros(n_out)
    vW, vb = np.zeros_like(W), np.zeros_like(b)

    def forward(x):
        def pullback(dy, lr, mu):
            nonlocal vW, vb, W, b
            dx = dy @ W.T
            dW, db = x.T @ dy, dy.sum(axis=0)
            # Nesterov, in the form that keeps the look-ahead weights
            vW_old, vb_old = vW, vb
            vW = mu * vW - lr * dW
            vb = mu * vb - lr * db
            W = W - mu * vW_old + (1 + mu) * vW
            b = b - mu * vb_old + (1 + mu) * vb
            return dx
        return x @ W + b, pullback
    return forward


def elu(alpha=1.0):
    def forward(x):
        neg = alpha * np.expm1(np.minimum(x, 0))
        y = np.where(x > 0, x, neg)

        def pullback(dy, lr, mu):
            return dy * np.where(x > 0, 1.0, neg + alpha)
        return y, pullback
    return forward


def chain(*stages):
    def forward(x):
        pullbacks = []
        for stage in stages:
            x, back = stage(x)
            pullbacks.append(back)

        def pullback(dy, lr, mu):
            for back in reversed(pullbacks):
                dy = back(dy, lr, mu)
            return dy
        return x, pullback
    return forward


def softmax_xent(scores, labels):
    rows = np.arange(len(labels))
    s = scores - scores.max(axis=1, keepdims=True)
    logZ = np.log(np.exp(s).sum(axis=1, keepdims=True))
    grad = np.exp(s - logZ)
    grad[rows, labels] -= 1
    return (logZ[:, 0] - s[rows, labels]).mean(), grad / len(labels)


def two_spirals(n, rng):
    labels = rng.integers(0, 2, n)
    t = np.sqrt(rng.uniform(0.02, 1, n)) * 3 * np.pi
    pts = np.c_[t * np.cos(t + np.pi * labels), t * np.sin(t + np.pi * labels)] / 5
    return pts + rng.normal(0, 0.03, pts.shape), labels


if __name__ == "__main__":
    rng = np.random.default_rng(55)
    x, labels = two_spirals(600, rng)
    xt, lt = two_spirals(300, rng)
    net = chain(affine(2, 48, rng), elu(), affine(48, 48, rng), elu(), affine(48, 2, rng))
    for epoch in range(200):
        lr = 0.03 * 0.5 ** (epoch // 70)
        perm = rng.permutation(len(x))
        losses = []
        for i in range(0, len(x), 50):
            rows = perm[i:i + 50]
            scores, pullback = net(x[rows])
            loss, grad = softmax_xent(scores, labels[rows])
            pullback(grad, lr, 0.9)
            losses.append(loss)
        if epoch % 40 == 0:
            print("epoch", epoch, "loss", np.mean(losses))
    print("train accuracy", np.mean(net(x)[0].argmax(1) == labels))
    print("test accuracy", np.mean(net(xt)[0].argmax(1) == lt))
