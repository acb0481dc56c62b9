import numpy as np
np.random.seed(13)
text = "hello world hello moon hello sun " * 6
chars = sorted(set(text)); V = len(chars); ix = {c: i for i, c in enumerate(chars)}
H, T, lr = 16, 8, 0.1
W = np.random.randn(4 * H, H + V) * .1; b = np.zeros((4 * H, 1)); Wy = np.random.randn(V, H) * .1; by = np.zeros((V, 1))
sg = lambda z: 1 / (1 + np.exp(-z))
def run(inputs, targets, h, c):
    cache, loss = [], 0
    for t in range(len(inputs)):
        x = np.zeros((V, 1)); x[inputs[t]] = 1
        z = np.vstack((h, x))
        a = W @ z + b
        i, f, o, g = sg(a[:H]), sg(a[H:2 * H]), sg(a[2 * H:3 * H]), np.tanh(a[3 * H:])
        c2 = f * c + i * g
        tc = np.tanh(c2)
        h2 = o * tc
        y = Wy @ h2 + by
        p = np.exp(y - y.max()); p /= p.sum()
        loss -= np.log(p[targets[t], 0])
        cache.append((z, i, f, o, g, c, tc, h2, p))
        h, c = h2, c2
    dW, db, dWy, dby = np.zeros_like(W), np.zeros_like(b), np.zeros_like(Wy), np.zeros_like(by)
    dh, dc = np.zeros((H, 1)), np.zeros((H, 1))
    for t in reversed(range(len(inputs))):
        z, i, f, o, g, c0, tc, h2, p = cache[t]
        dy = p.copy(); dy[targets[t]] -= 1
        dWy += dy @ h2.T; dby += dy
        dh = Wy.T @ dy + dh
        dc = dc + dh * o * (1 - tc ** 2)
        da = np.vstack((dc * g * i * (1 - i), dc * c0 * f * (1 - f), dh * tc * o * (1 - o), dc * i * (1 - g ** 2)))
        dW += da @ z.T; db += da
        dz = W.T @ da
        dh = dz[:H]; dc = dc * f
    for d in (dW, db, dWy, dby):
        np.clip(d, -5, 5, out=d)
    return loss, (dW, db, dWy, dby), h, c
mem = [np.zeros_like(p) for p in (W, b, Wy, by)]
h, c, p0 = np.zeros((H, 1)), np.zeros((H, 1)), 0
for n in range(60):
    if p0 + T + 1 >= len(text):
        p0, h, c = 0, np.zeros((H, 1)), np.zeros((H, 1))
    ins = [ix[s] for s in text[p0:p0 + T]]; outs = [ix[s] for s in text[p0 + 1:p0 + T + 1]]
    loss, grads, h, c = run(ins, outs, h, c)
    for P, G, m in zip((W, b, Wy, by), grads, mem):
        m += G * G
        P -= lr * G / np.sqrt(m + 1e-8)
    p0 += T
    if n % 20 == 0: print(n, loss)
