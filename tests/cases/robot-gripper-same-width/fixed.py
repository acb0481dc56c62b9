import numpy as np


def logsig(s):
    return 1 / (1 + np.exp(-s))


def build(width, n_in, n_out, rng):
    scale = 1.6 / np.sqrt(width)
    return dict(A=rng.standard_normal((n_in, width)), a=np.zeros(width),
                B=rng.standard_normal((width, width)) * 2 * scale, b=np.zeros(width),
                C=rng.standard_normal((width, n_out)) * scale, c=np.zeros(n_out))


def ahead(net, x):
    p = logsig(x @ net["A"] + net["a"])
    q = logsig(p @ net["B"] + net["b"])
    r = q @ net["C"] + net["c"]
    return p, q, r


def back(net, x, want):
    p, q, r = ahead(net, x)
    n = len(x)
    er = (r - want) * 2 / n
    eq = np.dot(er, net["C"].T) * q * (1 - q)
    ep = np.dot(eq, net["B"].T) * p * (1 - p)
    slopes = dict(C=np.dot(q.T, er), c=er.sum(0),
                  B=np.dot(p.T, eq), b=eq.sum(0),
                  A=np.dot(x.T, ep), a=ep.sum(0))
    return np.mean(np.sum((r - want) ** 2, axis=1)), slopes


def gripper(n, rng):
    # two joint angles in, where the gripper is out
    angle = rng.uniform(-np.pi / 2, np.pi / 2, (n, 2))
    x = np.cos(angle[:, 0]) + 0.7 * np.cos(angle.sum(axis=1))
    y = np.sin(angle[:, 0]) + 0.7 * np.sin(angle.sum(axis=1))
    return angle, np.stack([x, y], axis=1)


if __name__ == "__main__":
    rng = np.random.default_rng(15)
    angle, place = gripper(200, rng)
    net = build(10, 2, 2, rng)
    speed = {k: np.zeros_like(v) for k, v in net.items()}
    for turn in range(2500):
        miss, slopes = back(net, angle, place)
        for k in net:
            speed[k] = 0.9 * speed[k] - 0.05 * slopes[k]
            net[k] += speed[k]
        if turn % 500 == 0:
            print("turn", turn, "miss", miss)
    miss, _ = back(net, angle, place)
    print("mean squared distance", miss)
