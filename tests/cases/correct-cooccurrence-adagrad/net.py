import numpy as np

rng = np.random.RandomState(0)
corpus = [rng.choice(12, size=8, p=np.arange(12, 0, -1) / 78) for _ in range(12)]
V, d, window = 12, 5, 2
X = np.zeros((V, V))
for s in corpus:
    for i, w in enumerate(s):
        for j in range(max(0, i - window), i):
            X[w, s[j]] += 1.0 / (i - j)
            X[s[j], w] += 1.0 / (i - j)

W = (rng.rand(V, d) - 0.5) / d
Wc = (rng.rand(V, d) - 0.5) / d
b = np.zeros(V)
bc = np.zeros(V)
gW, gWc, gb, gbc = np.ones((V, d)), np.ones((V, d)), np.ones(V), np.ones(V)
eta, x_max, alpha = 0.05, 10.0, 0.75
pairs = [(i, j) for i in range(V) for j in range(V) if X[i, j] > 0]
for epoch in range(10):
    cost = 0.0
    for k in rng.permutation(len(pairs)):
        i, j = pairs[k]
        weight = min(1.0, (X[i, j] / x_max) ** alpha)
        diff = W[i] @ Wc[j] + b[i] + bc[j] - np.log(X[i, j])
        cost += 0.5 * weight * diff ** 2
        fdiff = weight * diff
        grad_main = fdiff * Wc[j]
        grad_context = fdiff * W[i]
        W[i] -= eta * grad_main / np.sqrt(gW[i])
        Wc[j] -= eta * grad_context / np.sqrt(gWc[j])
        b[i] -= eta * fdiff / np.sqrt(gb[i])
        bc[j] -= eta * fdiff / np.sqrt(gbc[j])
        gW[i] += grad_main ** 2
        gWc[j] += grad_context ** 2
        gb[i] += fdiff ** 2
        gbc[j] += fdiff ** 2
    if epoch % 5 == 0:
        print(epoch, cost)
