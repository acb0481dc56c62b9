import numpy as np

rng = np.random.RandomState(2)

letters = "abcdefg"
n_context, n_embd, n_hidden = 6, 3, 24
words = rng.randint(0, len(letters), (600, n_context))
# a word is "vowelly" if it has more a and e than b and c
vowelly = (np.isin(words, [0, 4]).sum(axis=1) > np.isin(words, [1, 2]).sum(axis=1)).astype(int)

C = rng.randn(len(letters), n_embd)
W1 = rng.randn(n_context * n_embd, n_hidden) * (n_context * n_embd) ** -0.5
b1 = rng.randn(n_hidden) * 0.01
W2 = rng.randn(n_hidden, 2) * 0.1
b2 = np.zeros(2)


def forward(Xb):
    emb = C[Xb]
    embcat = emb.reshape(len(Xb), -1)
    h = np.tanh(embcat @ W1 + b1)
    logits = h @ W2 + b2
    logits = logits - logits.max(1, keepdims=True)
    probs = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    return embcat, h, probs


def nll(Xb, Yb):
    return -np.log(forward(Xb)[2][np.arange(len(Yb)), Yb]).mean()


def manual_backward(Xb, Yb):
    embcat, h, probs = forward(Xb)
    dlogits = probs.copy()
    dlogits[np.arange(len(Yb)), Yb] -= 1
    dlogits /= len(Yb)
    dW2, db2 = h.T @ dlogits, dlogits.sum(0)
    dhpre = (dlogits @ W2.T) * (1 - h ** 2)
    dW1, db1 = embcat.T @ dhpre, dhpre.sum(0)
    demb = (dhpre @ W1.T).reshape(len(Xb), n_context, n_embd)
    dC = np.zeros_like(C)
    for k in range(Xb.shape[0]):
        dC[Xb[k]] += demb[k]
    return dC, dW1, db1, dW2, db2


for step in range(1500):
    ix = rng.randint(0, 500, 40)
    grads = manual_backward(words[ix], vowelly[ix])
    for p, g in zip((C, W1, b1, W2, b2), grads):
        p -= 0.3 * g
    if step % 300 == 0:
        print("step %d loss %.4f" % (step, nll(words[:500], vowelly[:500])))
print("final loss %.4f" % nll(words[:500], vowelly[:500]))
print("test accuracy", np.mean(forward(words[500:])[2].argmax(1) == vowelly[500:]))
