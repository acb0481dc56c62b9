import numpy as np

np.random.seed(4)

# pictures of 8x8 pixels (0..255), one in each column
base = np.random.randint(0, 256, (10, 64))
y_all = np.random.randint(0, 10, 900)
x_all = np.clip(base[y_all] + np.random.normal(0, 70, (900, 64)), 0, 255).T
x_train, y_train = x_all[:, :700], y_all[:700]
x_dev, y_dev = x_all[:, 700:], y_all[700:]


def start_values():
    Wa = np.random.rand(10, 64) - 0.5
    ba = np.random.rand(10, 1) - 0.5
    Wb = np.random.rand(10, 10) - 0.5
    bb = np.random.rand(10, 1) - 0.5
    return Wa, ba, Wb, bb


def shares(Z):
    E = np.exp(Z - Z.max(axis=0))
    return E / E.sum(axis=0)


def go_forward(Wa, ba, Wb, bb, X):
    pre = Wa.dot(X) + ba
    hid = np.maximum(pre, 0)
    score = Wb.dot(hid) + bb
    prob = shares(score)
    return pre, hid, prob


def flags(Y):
    out = np.zeros((10, Y.size))
    out[Y, np.arange(Y.size)] = 1
    return out


def go_back(pre, hid, prob, Wb, X, Y):
    m = Y.size
    e_top = prob - flags(Y)
    gWb = 1 / m * e_top.dot(hid.T)
    gbb = 1 / m * np.sum(e_top, axis=1, keepdims=True)
    e_hid = Wb.T.dot(e_top) * (pre > 0)
    gWa = 1 / m * e_hid.dot(X.T)
    gba = 1 / m * np.sum(e_hid, axis=1, keepdims=True)
    return gWa, gba, gWb, gbb


def shift_params(Wa, ba, Wb, bb, gWa, gba, gWb, gbb, pace):
    Wa = Wa - pace * gWa
    gba = ba - pace * gba
    Wb = Wb - pace * gWb
    gbb = bb - pace * gbb
    return Wa, ba, Wb, bb


def share_right(prob, Y):
    return np.mean(np.argmax(prob, 0) == Y)


def descend(X, Y, pace, iterations):
    Wa, ba, Wb, bb = start_values()
    for i in range(iterations):
        pre, hid, prob = go_forward(Wa, ba, Wb, bb, X)
        gWa, gba, gWb, gbb = go_back(pre, hid, prob, Wb, X, Y)
        Wa, ba, Wb, bb = shift_params(Wa, ba, Wb, bb, gWa, gba, gWb, gbb, pace)
        if i % 100 == 0:
            print("Iteration:", i, "accuracy", share_right(prob, Y))
    return Wa, ba, Wb, bb


params = descend(x_train, y_train, 0.15, 501)
print("dev accuracy", share_right(go_forward(*params, x_dev)[2], y_dev))
