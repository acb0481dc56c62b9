import numpy as np

n, inputs, hidden, outputs = 6, 3, 5, 2
rng = np.random.default_rng(0)
U = rng.normal(size=(hidden, inputs)) * 0.5
V = rng.normal(size=(hidden, hidden)) * 0.5
W = rng.normal(size=(outputs, hidden))
b = rng.normal(size=(hidden, 1)) * 0.1
c = rng.normal(size=(outputs, 1)) * 0.1
xs = [rng.normal(size=(inputs, 1)) for t in range(n)]
ys = [rng.normal(size=(outputs, 1)) for t in range(n)]


def forward():
    hs, outs = {-1: np.zeros((hidden, 1))}, {}
    for t in range(n):
        hs[t] = np.tanh(np.dot(U, xs[t]) + np.dot(V, hs[t - 1]) + b)
        outs[t] = np.dot(W, hs[t]) + c
    return hs, outs


def backward(hs, outs):
    dU, dV, dW = np.zeros_like(U), np.zeros_like(V), np.zeros_like(W)
    db, dc = np.zeros_like(b), np.zeros_like(c)
    dnext = np.zeros((hidden, 1))
    for t in reversed(range(n)):
        dy = outs[t] - ys[t]
        dW += np.dot(dy, hs[t].T)
        dc += dy
        dh = np.dot(W.T, dy) + dnext
        draw = dh * (1 - hs[t] ** 2)
        db += draw
        dU += np.dot(draw, xs[t].T)
        dV += np.dot(draw, hs[t - 1].T)
        dnext = np.dot(V.T, draw)
    return dU, dV, dW, db, dc


for step in range(40):
    hs, outs = forward()
    loss = 0.5 * sum(np.sum((outs[t] - ys[t]) ** 2) for t in range(n))
    for p, g in zip((U, V, W, b, c), backward(hs, outs)):
        p -= 0.02 * g
    if step % 10 == 0:
        print(step, loss)
