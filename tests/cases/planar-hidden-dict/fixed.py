import numpy as np


def crescents(m, seed):
    rng = np.random.RandomState(seed)
    t = rng.uniform(0, np.pi, m)
    kind = rng.randint(0, 2, m)
    px = np.where(kind == 1, 1 - np.cos(t), np.cos(t)) + 0.1 * rng.randn(m)
    py = np.where(kind == 1, 0.5 - np.sin(t), np.sin(t)) + 0.1 * rng.randn(m)
    return np.vstack([px, py]), kind.reshape(1, m)


def start(n_x, n_h, n_y, seed):
    rng = np.random.RandomState(seed)
    return {"W1": rng.randn(n_h, n_x) * 0.5, "b1": np.zeros((n_h, 1)),
            "W2": rng.randn(n_y, n_h) * 0.5, "b2": np.zeros((n_y, 1))}


def run_forward(X, pars):
    Z1 = np.dot(pars["W1"], X) + pars["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(pars["W2"], A1) + pars["b2"]
    A2 = 1 / (1 + np.exp(-Z2))
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


def cost_of(A2, Y):
    m = Y.shape[1]
    logs = np.multiply(Y, np.log(A2)) + np.multiply(1 - Y, np.log(1 - A2))
    return float(-np.sum(logs) / m)


def run_backward(pars, cache, X, Y):
    m = X.shape[1]
    A1, A2 = cache["A1"], cache["A2"]

    dZ2 = A2 - Y
    dW2 = (1 / m) * np.dot(dZ2, A1.T)
    db2 = (1 / m) * np.sum(dZ2, axis=1, keepdims=True)

    back = np.dot(pars["W2"].T, dZ2)
    slope = 1 - np.power(A1, 2)
    dZ1 = np.multiply(back, slope)
    dW1 = (1 / m) * np.dot(dZ1, X.T)
    db1 = (1 / m) * np.sum(dZ1, axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


def step(pars, grads, rate):
    return {k: pars[k] - rate * grads["d" + k] for k in pars}


def planar_model(X, Y, n_h, rounds, rate=1.2):
    pars = start(X.shape[0], n_h, Y.shape[0], 2)
    for i in range(rounds):
        A2, cache = run_forward(X, pars)
        cost = cost_of(A2, Y)
        pars = step(pars, run_backward(pars, cache, X, Y), rate)
        if i % 500 == 0:
            print("Cost after iteration %i: %f" % (i, cost))
    return pars


if __name__ == "__main__":
    X, Y = crescents(300, 1)
    pars = planar_model(X, Y, 5, 3000)
    A2, _ = run_forward(X, pars)
    print("last cost: %f" % cost_of(A2, Y))
    print("accuracy: %.1f %%" % (100 * np.mean((A2 > 0.5) == Y)))
