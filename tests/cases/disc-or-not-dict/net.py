import numpy as np

rng = np.random.default_rng(0)
data = rng.uniform(0, 1, (120, 2))
labels = ((data[:, 0] - 0.5) ** 2 + (data[:, 1] - 0.5) ** 2 < 0.1).astype(int)
params = {
    "W1": rng.normal(size=(2, 10)),
    "W2": rng.normal(size=(10, 2)) * 0.3,
}
for epoch in range(4000):
    h = np.maximum(0, data @ params["W1"])
    scores = h @ params["W2"]
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    probs = e / e.sum(axis=1, keepdims=True)
    d = probs.copy()
    d[np.arange(len(labels)), labels] -= 1
    d /= len(labels)
    dh = d @ params["W2"].T * (h > 0)
    grads = {"W2": h.T @ d, "W1": data.T @ dh}
    for name in params:
        params[name] -= 0.5 * grads[name]
print("accuracy", np.mean(probs.argmax(axis=1) == labels))
