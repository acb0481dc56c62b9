"""
Single-head self-attention trained to fetch: every sequence holds key/value tokens and a
last query token, the answer is the value that stands next to the asked key.
"""
import numpy as np

rng = np.random.default_rng(17)
N_KEYS, N_VALUES, LENGTH = 5, 4, 5
D_IN = N_KEYS + N_VALUES
D_HEAD = 16


def softmax(x, axis=-1):
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def sample_batch(n):
    keys = np.array([rng.permutation(N_KEYS) for _ in range(n)])
    values = rng.integers(0, N_VALUES, (n, LENGTH))
    memory = np.concatenate([np.eye(N_KEYS)[keys], np.eye(N_VALUES)[values]], axis=2)
    pos = rng.integers(0, LENGTH, n)
    rows = np.arange(n)
    query = np.eye(N_KEYS)[keys[rows, pos]]
    return memory, query, values[rows, pos]


params = {
    "Wq": rng.normal(0, 1 / np.sqrt(N_KEYS), (N_KEYS, D_HEAD)),
    "Wk": rng.normal(0, 1 / np.sqrt(D_IN), (D_IN, D_HEAD)),
    "Wv": rng.normal(0, 1 / np.sqrt(D_IN), (D_IN, D_HEAD)),
    "Wo": rng.normal(0, 1 / np.sqrt(D_HEAD), (D_HEAD, N_VALUES)),
    "bo": np.zeros(N_VALUES),
}


def forward(p, memory, query):
    q = query @ p["Wq"]                                   # (B, H)
    k = memory @ p["Wk"]                                  # (B, T, H)
    v = memory @ p["Wv"]                                  # (B, T, H)
    scores = np.einsum("bh,bth->bt", q, k) / np.sqrt(D_HEAD)
    weights = softmax(scores)
    context = np.einsum("bt,bth->bh", weights, v)
    probs = softmax(context @ p["Wo"] + p["bo"])
    return probs, (q, k, v, weights, context)


def loss_fn(probs, answer):
    return -np.log(probs[np.arange(len(answer)), answer] + 1e-12).mean()


def backward(p, memory, query, answer, probs, cache):
    q, k, v, weights, context = cache
    n = len(answer)
    dlogits = (probs - np.eye(N_VALUES)[answer]) / n
    grads = {"Wo": context.T @ dlogits, "bo": dlogits.sum(0)}
    dcontext = dlogits @ p["Wo"].T
    dweights = np.einsum("bh,bth->bt", dcontext, v)
    dv = np.einsum("bt,bh->bth", weights, dcontext)
    # softmax jacobian, row by row
    dscores = weights * (dweights - (dweights * weights).sum(axis=1, keepdims=True))
    dscores /= np.sqrt(D_HEAD)
    dq = np.einsum("bt,bth->bh", dscores, k)
    dk = np.einsum("bt,bh->bth", dscores, q)
    grads["Wq"] = query.T @ dq
    grads["Wk"] = np.einsum("btd,bth->dh", memory, dk)
    grads["Wv"] = np.einsum("btd,bth->dh", memory, dv)
    return grads


def main():
    m = {k: np.zeros_like(w) for k, w in params.items()}
    v = {k: np.zeros_like(w) for k, w in params.items()}
    for step in range(1, 801):
        memory, query, answer = sample_batch(64)
        probs, cache = forward(params, memory, query)
        grads = backward(params, memory, query, answer, probs, cache)
        for name in params:
            m[name] = 0.9 * m[name] + 0.1 * grads[name]
            v[name] = 0.99 * v[name] + 0.01 * grads[name] ** 2
            m_hat = m[name] / (1 - 0.9 ** step)
            v_hat = v[name] / (1 - 0.99 ** step)
            params[name] -= 0.01 * m_hat / (np.sqrt(v_hat) + 1e-8)
        if step % 100 == 0:
            print(f"step {step}  loss {loss_fn(probs, answer):.4f}")
    memory, query, answer = sample_batch(1000)
    probs, _ = forward(params, memory, query)
    print("retrieval accuracy", (probs.argmax(1) == answer).mean())


if __name__ == "__main__":
    main()
