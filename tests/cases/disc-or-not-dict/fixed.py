import numpy as np

rng = np.random.default_rng(0)
data = rng.uniform(0, 1, (120, 2))
labels = ((data[:, 0] - 0.5) ** 2 + (data[:, 1] - 0.5) ** 2 < 0.1).astype(int)
params = {
    "W1": rng.normal(size=(2, 10)),
    "b1": np.zeros(10),
    "W2": rng.normal(size=(10, 2)) * 0.3,
    "b2": np.zeros(2),
}
for epoch in range(4000):
    h = np.maximum(0, data @ params["W1"] + params["b1"])
    scores = h @ params["W2"] + params["b2"]
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    probs = e / e.sum(axis=1, keepdims=True)
    d = probs.copy()
    d[np.arange(len(labels)), labels] -= 1
    d /= len(labels)
    dh = d @ params["W2"].T * (h > 0)
    grads = {"W2": h.T @ d, "b2": d.sum(axis=0), "W1": data.T @ dh, "b1": dh.sum(axis=0)}
    for name in params:
        params[name] -= 0.5 * grads[name]
print("accuracy", np.mean(probs.argmax(axis=1) == labels))
