import numpy as np

rs = np.random.RandomState(12)
n, d, k = 360, 6, 5
mu = rs.normal(0, 12, (k, d)) + 40
label = rs.randint(k, size=n)
data = mu[label] + rs.normal(0, 7, (n, d))

train, test = slice(0, 260), slice(260, n)
m, s = data[train].mean(0), data[train].std(0)
data = (data - m) / s

W = np.zeros((d, k))          # one layer: zeros are fine here
b = np.zeros(k)
vW, vb = np.zeros_like(W), np.zeros_like(b)
lr, mom, decay = 0.1, 0.9, 1e-3


def probs(x):
    z = x @ W + b
    e = np.exp(z - z.max(1)[:, None])
    return e / e.sum(1)[:, None]


x, t = data[train], label[train]
for it in range(300):
    p = probs(x)
    loss = -np.log(p[np.arange(len(t)), t]).mean() + 0.5 * decay * (W ** 2).sum()
    if it % 50 == 0:
        print(it, loss)
    p[np.arange(len(t)), t] -= 1
    gW = x.T @ p / len(t) + decay * W
    gb = p.mean(0)
    vW = mom * vW - lr * gW
    vb = mom * vb - lr * gb
    W += vW
    b += vb

print('train accuracy', (probs(x).argmax(1) == t).mean())
print('test accuracy', (probs(data[test]).argmax(1) == label[test]).mean())
