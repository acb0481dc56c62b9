import numpy as np
np.random.seed(19)

# learn 2*sin(x) from single points
xs = np.linspace(-np.pi, np.pi, 60)
ys = 2 * np.sin(xs)

n_hid = 10
W_a = np.random.randn(n_hid, 1)
b_a = np.random.randn(n_hid, 1)
W_b = np.random.randn(1, n_hid) * 0.5
b_b = np.zeros((1, 1))
eta = 0.08

def sgm(s):
    return 1 / (1 + np.exp(-s))

for ep in range(700):
    sq = 0
    for i in np.random.permutation(60):
        x = np.array([[xs[i]]])
        t = np.array([[ys[i]]])

        a = sgm(np.dot(W_a, x) + b_a)
        y = np.dot(W_b, a) + b_b

        e = y - t
        sq += float(e[0, 0]) ** 2
        d_b = e
        d_a = np.dot(W_b.T, d_b) * a * (1 - a)
        W_b -= eta * np.dot(d_b, a.T)
        b_b -= eta * d_b
        W_a -= eta * np.dot(d_a, x.T)
        b_a -= eta * d_a
    if ep % 100 == 0 or ep == 699:
        print('epoch %4d   mean square %.5f' % (ep, sq / 60))
