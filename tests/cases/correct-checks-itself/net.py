import numpy as np

rng = np.random.default_rng(1)
W = [rng.normal(size=(4, 6)) * 0.5, rng.normal(size=(6, 3)) * 0.5]
B = [np.zeros(6), np.zeros(3)]
X = rng.normal(size=(20, 4))
Y = np.eye(3)[rng.integers(0, 3, 20)]


def forward(x):
    a = [x]
    h = np.tanh(a[-1] @ W[0] + B[0])
    a.append(h)
    z = h @ W[1] + B[1]
    e = np.exp(z - z.max(axis=1, keepdims=True))
    a.append(e / e.sum(axis=1, keepdims=True))
    return a


def loss():
    return -np.mean(np.sum(Y * np.log(forward(X)[-1]), axis=1))


def backward(a):
    d = (a[2] - Y) / len(X)
    gW1, gB1 = a[1].T @ d, d.sum(0)
    d = d @ W[1].T * (1 - a[1] ** 2)
    return [a[0].T @ d, gW1], [d.sum(0), gB1]


def check_gradients(eps=1e-6):
    gW, gB = backward(forward(X))
    worst = 0
    for P, G in zip(W + B, gW + gB):
        for idx in np.ndindex(P.shape):
            old = P[idx]
            P[idx] = old + eps
            up = loss()
            P[idx] = old - eps
            down = loss()
            P[idx] = old
            worst = max(worst, abs((up - down) / (2 * eps) - G[idx]))
    return worst


print("max error", check_gradients())
for epoch in range(200):
    gW, gB = backward(forward(X))
    for P, G in zip(W + B, gW + gB):
        P -= 0.5 * G
    if epoch % 50 == 0:
        print(epoch, loss())
