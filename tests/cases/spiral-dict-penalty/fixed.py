import numpy as np


def start(n_in, n_hid, n_cls, std):
    return {
        "W1": std * np.random.randn(n_in, n_hid), "b1": np.zeros(n_hid),
        "W2": std * np.random.randn(n_hid, n_cls), "b2": np.zeros(n_cls),
    }


def scores(model, X):
    hid = np.maximum(0, X.dot(model["W1"]) + model["b1"])
    return hid, hid.dot(model["W2"]) + model["b2"]


def loss_and_slopes(model, X, y, reg):
    n = X.shape[0]
    hid, sc = scores(model, X)
    sc = sc - sc.max(axis=1, keepdims=True)
    p = np.exp(sc)
    p /= p.sum(axis=1, keepdims=True)

    loss = -np.log(p[range(n), y]).mean()
    loss += reg * np.sum(model["W1"] ** 2) + reg * np.sum(model["W2"] ** 2)

    d = p.copy()
    d[range(n), y] -= 1
    d /= n
    out = {}
    out["W2"] = hid.T.dot(d) + 2 * reg * model["W2"]
    out["b2"] = d.sum(axis=0)
    dh = d.dot(model["W2"].T)
    dh[hid <= 0] = 0
    out["W1"] = X.T.dot(dh) + 2 * reg * model["W1"]
    out["b1"] = dh.sum(axis=0)
    return loss, out


def fit(model, X, y, rate=0.5, decay=0.99, reg=5e-3, rounds=1500, batch=100):
    every = max(X.shape[0] // batch, 1)
    for it in range(rounds):
        pick = np.random.choice(X.shape[0], batch)
        loss, out = loss_and_slopes(model, X[pick], y[pick], reg)
        for k in model:
            model[k] -= rate * out[k]
        if it % 300 == 0:
            print("iteration %d / %d: loss %f" % (it, rounds, loss))
        if it % every == 0:
            rate *= decay


def accuracy(model, X, y):
    return (scores(model, X)[1].argmax(axis=1) == y).mean()


if __name__ == "__main__":
    np.random.seed(3)
    arms, per = 3, 200
    X = np.zeros((arms * per, 2))
    y = np.repeat(np.arange(arms), per)
    for a in range(arms):
        r = np.linspace(0.1, 1, per)
        t = np.linspace(2 * a, 2 * a + 3, per) + 0.15 * np.random.randn(per)
        X[y == a] = np.c_[r * np.sin(t), r * np.cos(t)]
    X *= 2
    model = start(2, 60, arms, 0.3)
    fit(model, X, y)
    full_loss, _ = loss_and_slopes(model, X, y, 5e-3)
    print("train accuracy %.3f" % accuracy(model, X, y))
    print("loss with penalty: %f" % full_loss)
