import numpy as np

EPS = 1e-5


def init(n_x, n_h, n_y, rng):
    params = {"W1": rng.randn(n_h, n_x) * np.sqrt(2 / n_x),
              "gamma": np.ones((n_h, 1)), "beta": np.zeros((n_h, 1)),
              "W2": rng.randn(n_y, n_h) * np.sqrt(1 / n_h), "b2": np.zeros((n_y, 1))}
    moving = {"mean": np.zeros((n_h, 1)), "var": np.ones((n_h, 1))}
    return params, moving


def forward(X, params, moving, training):
    # no bias before the normalisation, beta takes its part
    Z = params["W1"] @ X
    if training:
        mu = Z.mean(axis=1, keepdims=True)
        var = Z.var(axis=1, keepdims=True)
        moving["mean"] = 0.95 * moving["mean"] + 0.05 * mu
        moving["var"] = 0.95 * moving["var"] + 0.05 * var
    else:
        mu, var = moving["mean"], moving["var"]
    inv = 1 / np.sqrt(var + EPS)
    Zn = (Z - mu) * inv
    A = np.maximum(params["gamma"] * Zn + params["beta"], 0)
    S = params["W2"] @ A + params["b2"]
    E = np.exp(S - S.max(axis=0, keepdims=True))
    return E / E.sum(axis=0, keepdims=True), (Zn, inv, A)


def backward(X, Y, P, cache, params):
    Zn, inv, A = cache
    m = X.shape[1]
    dS = (P - Y) / m
    dB = (params["W2"].T @ dS) * (A > 0)
    dZn = dB * params["gamma"]
    dZ = inv / m * (m * dZn - dZn.sum(axis=1, keepdims=True)
                    - Zn * np.sum(dZn * Zn, axis=1, keepdims=True))
    return {"W2": dS @ A.T, "b2": dS.sum(axis=1, keepdims=True),
            "gamma": np.sum(dB * Zn, axis=1, keepdims=True),
            "beta": np.sum(dB, axis=1, keepdims=True), "W1": dZ @ X.T}


def gas_mixtures(m, rng):
    # sensors with very different ranges, four gases
    kind = rng.randint(0, 4, m)
    base = np.array([[300, 0.2, 40, 5], [420, 0.6, 35, 9], [310, 0.7, 60, 8], [400, 0.3, 55, 4]])
    return (base[kind] + rng.randn(m, 4) * [40, 0.1, 6, 1.2]).T, kind


if __name__ == "__main__":
    rng = np.random.RandomState(40)
    X, kind = gas_mixtures(640, rng)
    X_test, kind_test = gas_mixtures(200, rng)
    centre, scale = X.mean(axis=1, keepdims=True), X.std(axis=1, keepdims=True)
    X, X_test = (X - centre) / scale, (X_test - centre) / scale
    Y = np.eye(4)[kind].T
    params, moving = init(4, 16, 4, rng)
    for epoch in range(40):
        order = rng.permutation(640)
        for lo in range(0, 640, 64):
            j = order[lo:lo + 64]
            P, cache = forward(X[:, j], params, moving, True)
            grads = backward(X[:, j], Y[:, j], P, cache, params)
            for name, g in grads.items():
                params[name] -= 0.2 * g
        if epoch % 10 == 9:
            P, _ = forward(X, params, moving, False)
            print("epoch", epoch + 1, "loss", -np.mean(np.log(P[kind, np.arange(640)])))
    P, _ = forward(X_test, params, moving, False)
    print("test accuracy", np.mean(P.argmax(axis=0) == kind_test))
