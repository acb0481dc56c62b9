"""Global EKF training (Singhal & Wu 1989, Puskorius & Feldkamp): the weights
are the state of a filter, the network output is the measurement.

    K = P H / (H' P H + R),   w += K (d - y),   P -= K H' P + Q

Series: Mackey-Glass-like map, one-step prediction, inputs are lagged values.
"""
import numpy as np
from functools import partial


def series(n, rng):
    x = np.empty(n + 20)
    x[:20] = 0.9 + 0.2 * rng.random(20)
    for k in range(19, n + 19):
        x[k + 1] = x[k] + 0.2 * x[k - 17] / (1 + x[k - 17] ** 10) - 0.1 * x[k]
    return x[20:]


def lagged(x, lags):
    rows = range(max(lags), len(x) - 6)
    U = np.array([[x[i - l] for l in lags] for i in rows])
    return U, np.array([x[i + 6] for i in rows])


def network(n_in, n_hid, w, u):
    """returns output and the derivative of the output by every weight (H)"""
    k = n_hid * (n_in + 1)
    A = w[:k].reshape(n_hid, n_in + 1)
    v = w[k:]
    u1 = np.append(u, 1.0)
    z = np.tanh(A @ u1)
    z1 = np.append(z, 1.0)
    y = v @ z1
    back = v[:-1] * (1 - z * z)
    H = np.concatenate([np.outer(back, u1).ravel(), z1])
    return y, H


def ekf(net, w, U, d, passes, R=0.02, q=1e-6, p0=1.0):
    P = p0 * np.eye(w.size)
    for ps in range(passes):
        sse = 0.0
        for u, t in zip(U, d):
            y, H = net(w, u)
            e = t - y                       # innovation
            PH = P @ H
            S = H @ PH + R
            K = PH / S
            w += K * e
            P -= np.outer(K, PH)
            P.flat[::w.size + 1] += q       # process noise on the diagonal
            sse += e * e
        yield ps, np.sqrt(sse / len(d)), np.trace(P)


def rls_baseline(U, d):
    """linear predictor by recursive least squares, for comparison"""
    U1 = np.c_[U, np.ones(len(U))]
    w, P = np.zeros(U1.shape[1]), 1e3 * np.eye(U1.shape[1])
    for u, t in zip(U1, d):
        k = P @ u / (1 + u @ P @ u)
        w = w + k * (t - u @ w)
        P = P - np.outer(k, u @ P)
    return w


if __name__ == "__main__":
    rng = np.random.default_rng(17)
    x = series(1400, rng)[200:]
    x = (x - x[:800].mean()) / x[:800].std()
    U, d = lagged(x, (0, 6, 12, 18))
    Utr, dtr, Ute, dte = U[:700], d[:700], U[700:], d[700:]

    n_in, n_hid = 4, 8
    net = partial(network, n_in, n_hid)
    w = np.concatenate([rng.normal(0, 0.5, n_hid * (n_in + 1)), rng.normal(0, 0.3, n_hid + 1)])
    for ps, rms, tr in ekf(net, w, Utr, dtr, passes=8):
        print("pass %d  rms innovation %.4f  trace P %.3f" % (ps, rms, tr))

    wl = rls_baseline(Utr, dtr)
    lin = np.sqrt(np.mean((dte - np.c_[Ute, np.ones(len(Ute))] @ wl) ** 2))
    pred = np.array([net(w, u)[0] for u in Ute])
    print("linear RLS test NRMSE   : %.4f" % lin)
    print("EKF network test NRMSE  : %.4f" % np.sqrt(np.mean((dte - pred) ** 2)))
