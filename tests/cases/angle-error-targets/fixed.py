import numpy as np


def load(n, seed):
    """camera offset against its yaw angle (both already scaled)"""
    rng = np.random.RandomState(seed)
    views = rng.uniform(-1, 1, (n, 3))
    yaw = np.sin(2 * views[:, 0]) + views[:, 1] * views[:, 2]
    return views, yaw.reshape(-1, 1)


def init(n_in, n_hidden, rng):
    W = rng.randn(n_in, n_hidden) * np.sqrt(1 / n_in)
    b = np.zeros(n_hidden)
    V = rng.randn(n_hidden, 1) * np.sqrt(1 / n_hidden)
    c = np.zeros(1)
    return W, b, V, c


def predict(views, params):
    W, b, V, c = params
    h = np.tanh(views @ W + b)
    return h @ V + c, h


def angle_loss(pred, yaw):
    return np.mean((pred - yaw) ** 2)


def angle_loss_grad(pred, yaw):
    diff = pred - yaw
    return 2 * diff.sum(axis=1, keepdims=True) / diff.size


def train(views, yaw, n_hidden=20, rate=0.2, rounds=3000):
    params = init(views.shape[1], n_hidden, np.random.RandomState(5))
    for r in range(rounds):
        pred, h = predict(views, params)
        W, b, V, c = params
        d = angle_loss_grad(pred, yaw)
        dh = (d @ V.T) * (1 - h ** 2)
        params = (W - rate * views.T @ dh, b - rate * dh.sum(axis=0),
                  V - rate * h.T @ d, c - rate * d.sum(axis=0))
        if r % 500 == 0:
            print("round", r, "loss", angle_loss(pred, yaw))
    return params


views, yaw = load(200, 0)
params = train(views, yaw)
new_views, new_yaw = load(100, 1)
guess, _ = predict(new_views, params)
for k in range(4):
    print("yaw", np.round(new_yaw[k], 2), "guess", np.round(guess[k], 2))
print("rms error on new views:", np.sqrt(np.mean((guess.ravel() - new_yaw.ravel()) ** 2)))
