# makemore part 4 (becoming a backprop ninja) but in numpy, no torch on this laptop :(
import numpy as np

names = """emma olivia ava isabella sophia charlotte mia amelia harper evelyn abigail emily
elizabeth mila ella avery sofia camila aria scarlett victoria madison luna grace chloe penelope
layla riley zoey nora lily eleanor hannah lillian addison aubrey ellie stella natalie zoe leah
hazel violet aurora savannah audrey brooklyn bella claire skylar lucy paisley everly anna
caroline nova genesis emilia kennedy samantha maya willow kinsley naomi aaliyah elena sarah""".split()

chars = sorted(set(''.join(names)))
stoi = {s: i + 1 for i, s in enumerate(chars)}
stoi['.'] = 0
itos = {i: s for s, i in stoi.items()}
vocab_size = len(itos)
block_size = 3

X, Y = [], []
for w in names:
    context = [0] * block_size
    for ch in w + '.':
        ix = stoi[ch]
        X.append(context)
        Y.append(ix)
        context = context[1:] + [ix]
X = np.array(X)
Y = np.array(Y)
print(X.shape, Y.shape)

n_embd = 6
n_hidden = 40
g = np.random.RandomState(2147483647 % 2**31)
C = g.randn(vocab_size, n_embd)
W1 = g.randn(n_embd * block_size, n_hidden) * (5/3) / ((n_embd * block_size) ** 0.5)
W2 = g.randn(n_hidden, vocab_size) * 0.1
b2 = g.randn(vocab_size) * 0.1
bngain = np.ones((1, n_hidden)) + g.randn(1, n_hidden) * 0.1
bnbias = g.randn(1, n_hidden) * 0.1
parameters = [C, W1, W2, b2, bngain, bnbias]
print(sum(p.size for p in parameters), 'parameters')

batch_size = 32
n = batch_size
max_steps = 3000
lossi = []
for i in range(max_steps):
    ix = g.randint(0, X.shape[0], (batch_size,))
    Xb, Yb = X[ix], Y[ix]
    # forward
    emb = C[Xb]
    embcat = emb.reshape(emb.shape[0], -1)
    hprebn = embcat @ W1
    bnmean = hprebn.mean(0, keepdims=True)
    bnvar = hprebn.var(0, keepdims=True, ddof=1)     # bessel, like torch.var
    bnvar_inv = (bnvar + 1e-5) ** -0.5
    bnraw = (hprebn - bnmean) * bnvar_inv
    hpreact = bngain * bnraw + bnbias
    h = np.tanh(hpreact)
    logits = h @ W2 + b2
    ls = logits - logits.max(1, keepdims=True)
    counts = np.exp(ls)
    probs = counts / counts.sum(1, keepdims=True)
    loss = -np.log(probs[np.arange(n), Yb]).mean()

    # manual backward
    dlogits = probs.copy()
    dlogits[range(n), Yb] -= 1
    dlogits /= n
    dh = dlogits @ W2.T
    dW2 = h.T @ dlogits
    db2 = dlogits.sum(0)
    dhpreact = (1.0 - h**2) * dh
    dbngain = (bnraw * dhpreact).sum(0, keepdims=True)
    dbnbias = dhpreact.sum(0, keepdims=True)
    dhprebn = bngain*bnvar_inv/n * (n*dhpreact - dhpreact.sum(0) - n/(n-1)*bnraw*(dhpreact*bnraw).sum(0))
    dembcat = dhprebn @ W1.T
    dW1 = embcat.T @ dhprebn
    demb = dembcat.reshape(emb.shape)
    dC = np.zeros_like(C)
    dC[Xb] += demb
    grads = [dC, dW1, dW2, db2, dbngain, dbnbias]

    lr = 0.1 if i < 2000 else 0.01   # step learning rate decay
    for p, gr in zip(parameters, grads):
        p += -lr * gr
    if i % 500 == 0:
        print(f'{i:7d}/{max_steps:7d}: {loss:.4f}')
    lossi.append(np.log10(loss))

try:
    import matplotlib.pyplot as plt
    plt.plot(np.array(lossi).reshape(-1, 100).mean(1))
except Exception:
    pass
print('mean of last 200 losses', np.mean(10 ** np.array(lossi[-200:])))
