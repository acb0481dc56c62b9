import numpy as np

rs = np.random.RandomState(6)

# words made of three syllables that follow one another by a rule; guess the next letter
text = ("bada" "bigi" "bada" "doku" "bigi" "doku") * 12
letters = sorted(set(text))
code = {c: i for i, c in enumerate(letters)}
H, V, T = 20, len(letters), 8

U = rs.randn(H, V) * 0.3
W = rs.randn(H, H) * 0.2
O = rs.randn(V, H) * 0.3
c = np.zeros((H, 1))
o = np.zeros((V, 1))


def step_loss(ins, outs, h_old):
    hs, ps, loss = {-1: h_old}, {}, 0.0
    for t in range(len(ins)):
        hs[t] = np.tanh(U[:, [ins[t]]] + W @ hs[t - 1] + c)
        e = np.exp(O @ hs[t] + o)
        ps[t] = e / e.sum()
        loss -= np.log(ps[t][outs[t], 0])
    gU, gW, gO, gc, go = [np.zeros_like(p) for p in (U, W, O, c, o)]
    carry = np.zeros((H, 1))
    for t in range(len(ins) - 1, -1, -1):
        d = ps[t].copy()
        d[outs[t]] -= 1
        gO += d @ hs[t].T
        go += d
        back = (O.T @ d + carry) * (1 - hs[t] ** 2)
        gU[:, [ins[t]]] += back
        gW += back @ hs[t - 1].T
        gc += back
        carry = W.T @ back
    return loss, (gU, gW, gO, gc, go), hs[len(ins) - 1]


rate = 0.05
smooth = np.log(V)
for epoch in range(60):
    h = np.zeros((H, 1))
    for s in range(0, len(text) - T - 1, T):
        ins = [code[ch] for ch in text[s:s + T]]
        outs = [code[ch] for ch in text[s + 1:s + T + 1]]
        loss, grads, h = step_loss(ins, outs, h)
        norm = np.sqrt(sum((g ** 2).sum() for g in grads))
        scale = min(1.0, 4.0 / norm)
        for p, g in zip((U, W, O, c, o), grads):
            p -= rate * scale * g
        smooth = 0.99 * smooth + 0.01 * loss / T
    if epoch % 10 == 9:
        print("epoch", epoch + 1, "loss a letter %.4f" % smooth)
print("final loss a letter:", smooth)
