import numpy as np

rng = np.random.RandomState(7)

# three clouds, the label is a word
names = ["low", "mid", "high"]
centres = np.array([[-1.5, 0.5], [0.3, -1.2], [1.6, 1.0]])
which = rng.randint(0, 3, 240)
points = centres[which] + rng.normal(0, 0.45, (240, 2))
wanted = np.eye(3)[which]

params = {
    "W1": rng.randn(2, 10) * 0.7, "b1": np.zeros(10),
    "W2": rng.randn(10, 3) * 0.4, "b2": np.zeros(3),
}


def forward(params, X):
    h = np.tanh(X @ params["W1"] + params["b1"])
    s = h @ params["W2"] + params["b2"]
    s = s - s.max(axis=1, keepdims=True)
    p = np.exp(s) / np.exp(s).sum(axis=1, keepdims=True)
    return h, p


def gradients(params, X, Y):
    h, p = forward(params, X)
    ds = (p - Y) / len(X)
    dh = ds @ params["W2"].T * (1 - h ** 2)
    return {"W2": h.T @ ds, "b2": ds.sum(axis=0), "W1": X.T @ dh, "b1": dh.sum(axis=0)}


past_velocity = {k: 0.0 for k in params}
momentum = 0.9
learning_rate = 0.1

for step in range(300):
    grads = gradients(params, points, wanted)
    for k in params:
        velocity = past_velocity[k] * momentum + learning_rate * grads[k]
        params[k] = params[k] + momentum * velocity - learning_rate * grads[k]
        past_velocity[k] = velocity
    if step % 60 == 0:
        h, p = forward(params, points)
        print("step", step, "loss", -np.mean(np.log(p[np.arange(240), which] + 1e-300)))

h, p = forward(params, points)
print("loss after training:", -np.mean(np.log(p[np.arange(240), which] + 1e-300)))
print("first five:", [names[i] for i in p[:5].argmax(axis=1)], [names[i] for i in which[:5]])
