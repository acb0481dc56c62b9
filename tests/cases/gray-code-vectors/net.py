import numpy as np

np.random.seed(13)

# binary number -> Gray code, six bits each
numbers = np.arange(64)
binary = np.array([[(n >> s) & 1 for s in range(5, -1, -1)] for n in numbers])
gray = np.array([[((n ^ (n >> 1)) >> s) & 1 for s in range(5, -1, -1)] for n in numbers])
x_all = 2.0 * binary - 1
y_all = gray.astype(float)

W = np.random.randn(12, 6) * 0.6
p = np.zeros(12)
M = np.random.randn(12, 12) * 0.4
q = np.zeros(12)
V = np.random.randn(6, 12) * 0.4
r = np.zeros(6)
step = 0.1

for lap in range(300):
    loss = 0
    for n in np.random.permutation(64):
        x, y = x_all[n], y_all[n]
        g = np.tanh(np.dot(W, x) + p)
        h = np.tanh(np.dot(M, g) + q)
        out = 1 / (1 + np.exp(-(np.dot(V, h) + r)))
        loss += np.sum((out - y) ** 2)

        e_out = (out - y) * out * (1 - out)
        e_h = np.dot(V.T, e_out) * (1 - h ** 2)
        e_g = np.dot(M.T, e_h) * (1 - g ** 2)

        V -= step * np.outer(e_out, h)
        r -= step * e_out
        M -= step * np.dot(e_h, g)
        q -= step * e_h
        W -= step * np.outer(e_g, x)
        p -= step * e_g
    if lap % 60 == 0:
        print("lap", lap, "loss", loss / 64)

print("loss after the last lap:", loss / 64)
