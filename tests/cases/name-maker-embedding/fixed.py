import numpy as np

rng = np.random.default_rng(42)

names = """anna hanna emma ella bella clara lara sara nora mona lena ilse elsa olga helga
hugo bruno otto anton martin marvin kevin ben leon noah jonas lukas tobias elias
amelie sophie marie rosalie leonie emilie julie natalie""".split()
chars = ["."] + sorted(set("".join(names)))
stoi = {c: i for i, c in enumerate(chars)}
block = 3


def build(words):
    X, Y = [], []
    for w in words:
        context = [0] * block
        for c in w + ".":
            X.append(context)
            Y.append(stoi[c])
            context = context[1:] + [stoi[c]]
    return np.array(X), np.array(Y)


X, Y = build(names)
n_emb, n_hidden, vocab = 4, 40, len(chars)
p = {"C": rng.normal(size=(vocab, n_emb)),
     "W1": rng.normal(size=(n_emb * block, n_hidden)) * 0.3,
     "b1": np.zeros(n_hidden),
     "W2": rng.normal(size=(n_hidden, vocab)) * 0.1,
     "b2": np.zeros(vocab)}


def forward(Xb, p):
    emb = p["C"][Xb]
    embcat = emb.reshape(len(Xb), -1)
    h = np.tanh(embcat @ p["W1"] + p["b1"])
    logits = h @ p["W2"] + p["b2"]
    logits = logits - logits.max(axis=1, keepdims=True)
    probs = np.exp(logits)
    probs = probs / probs.sum(axis=1, keepdims=True)
    return emb, embcat, h, probs


def nll(probs, Yb):
    return -np.log(probs[np.arange(len(Yb)), Yb]).mean()


def grads(Xb, Yb, p):
    emb, embcat, h, probs = forward(Xb, p)
    dlogits = probs.copy()
    dlogits[np.arange(len(Yb)), Yb] -= 1
    dlogits /= len(Yb)
    dh = dlogits @ p["W2"].T
    dpre = (1 - h ** 2) * dh
    demb = (dpre @ p["W1"].T).reshape(emb.shape)
    dC = np.zeros_like(p["C"])
    for k in range(Xb.shape[0]):
        for j in range(Xb.shape[1]):
            dC[Xb[k, j]] += demb[k, j]
    g = {"C": dC, "W1": embcat.T @ dpre, "b1": dpre.sum(axis=0),
         "W2": h.T @ dlogits, "b2": dlogits.sum(axis=0)}
    return nll(probs, Yb), g


for step in range(3000):
    ix = rng.integers(0, len(X), 32)
    loss, g = grads(X[ix], Y[ix], p)
    for name in p:
        p[name] -= (0.2 if step < 2000 else 0.05) * g[name]
    if step % 500 == 0:
        print(step, nll(forward(X, p)[3], Y))

print("loss of all names:", nll(forward(X, p)[3], Y))
context, word = [0] * block, ""
while len(word) < 12:
    i = rng.choice(vocab, p=forward(np.array([context]), p)[3][0])
    if i == 0:
        break
    word += chars[i]
    context = context[1:] + [i]
print("a new name:", word)
