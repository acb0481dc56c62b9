import numpy as np

rng = np.random.RandomState(3)


def new_parameters(n_in, n_h, n_out):
    return {"Wx": rng.randn(n_h, n_in) * 0.5,
            "Wh": rng.randn(n_h, n_h) / np.sqrt(n_h) * 1.2,
            "bh": np.zeros((n_h, 1)),
            "Wy": rng.randn(n_out, n_h) * 0.3,
            "by": np.zeros((n_out, 1))}


def rnn_forward(x, P):
    """x: (steps, inputs, sequences)"""
    h = {-1: np.zeros((P["Wh"].shape[0], x.shape[2]))}
    for t in range(len(x)):
        h[t] = np.tanh(P["Wx"] @ x[t] + P["Wh"] @ h[t - 1] + P["bh"])
    y = P["Wy"] @ h[len(x) - 1] + P["by"]
    return y, h


def rnn_backward(x, target, y, h, P):
    G = {k: np.zeros_like(v) for k, v in P.items()}
    m = x.shape[2]
    dy = 2 * (y - target) / m
    G["Wy"] = dy @ h[len(x) - 1].T
    G["by"] = dy.sum(axis=1, keepdims=True)
    dh = P["Wy"].T @ dy
    for t in reversed(range(len(x))):
        da = dh * (1 - h[t] ** 2)
        G["Wx"] += da @ x[t].T
        G["Wh"] += da @ h[t - 1].T
        G["bh"] += da.sum(axis=1, keepdims=True)
        dh = P["Wh"].T @ da
    return G


def clip(G, limit):
    for k in G:
        np.clip(G[k], -limit, limit, out=G[k])


def train(x, target, P, lr, iterations):
    for i in range(iterations):
        y, h = rnn_forward(x, P)
        loss = np.mean((y - target) ** 2)
        G = rnn_backward(x, target, y, h, P)
        clip(G, 1.0)
        for k in P:
            P[k] -= lr * G[k]
        if i % 200 == 0:
            print("iteration %d loss %.5f" % (i, loss))
    return P


if __name__ == "__main__":
    # recall: difference between the first and the third of six numbers
    x = rng.uniform(-1, 1, (6, 1, 300))
    target = x[0] - x[2]
    P = new_parameters(1, 16, 1)
    P = train(x, target, P, 0.05, 1500)
    y, _ = rnn_forward(x, P)
    print("final loss", np.mean((y - target) ** 2))
