# remember the first number of a sequence - vanilla RNN, many to one, batch of sequences
import numpy as np
rs = np.random.RandomState(2)
N, T, H = 40, 5, 12
seqs = rs.uniform(-1, 1, (N, T))
first = seqs[:, 0]

U = rs.randn(H) * 0.5
W = np.eye(H) * 0.9 + rs.randn(H, H) * 0.05
c = np.zeros(H)
v = rs.randn(H) * 0.3
d = 0.0

for it in range(150):
    states = [np.zeros((N, H))]
    for t in range(T):
        states.append(np.tanh(np.outer(seqs[:, t], U) + states[-1] @ W + c))
    guess = states[-1] @ v + d
    diff = guess - first
    loss = 0.5 * np.mean(diff ** 2)

    back = diff / N
    gv = states[-1].T @ back
    gd = back.sum()
    gh = np.outer(back, v)
    gU, gW, gc = np.zeros_like(U), np.zeros_like(W), np.zeros_like(c)
    for t in range(T - 1, -1, -1):
        ga = gh * (1 - states[t + 1] ** 2)
        gU += seqs[:, t] @ ga
        gW += states[t].T @ ga
        gc += ga.sum(axis=0)
        gh = ga @ W.T
    norm = np.sqrt(sum((g ** 2).sum() for g in (gU, gW, gc, gv)) + gd ** 2)
    scale = min(1.0, 1.0 / norm)
    U -= 0.3 * scale * gU
    W -= 0.3 * scale * gW
    c -= 0.3 * scale * gc
    v -= 0.3 * scale * gv
    d -= 0.3 * scale * gd
    if it % 30 == 0:
        print(it, loss)
