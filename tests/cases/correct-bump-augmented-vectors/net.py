import numpy as np

rs = np.random.RandomState(2)
n_pts = 80
xs = np.linspace(-3, 3, n_pts)
ts = np.exp(-xs ** 2) + 0.3 * xs

eta = 0.05
A = rs.randn(15, 2)            # last column: bias
B = rs.randn(16) * 0.25        # last entry: bias


def out_for(x):
    return B.dot(np.append(np.tanh(A.dot([x, 1.0])), 1.0))


for sweep in range(400):
    sq = 0
    for i in rs.permutation(n_pts):
        inp = np.array([xs[i], 1.0])
        hid = np.tanh(A.dot(inp))
        hid1 = np.append(hid, 1.0)
        y = B.dot(hid1)
        e = ts[i] - y                       # linear output
        sq += e * e
        back = e * B[:-1] * (1 - hid * hid)  # the bias weight sends nothing back
        B += eta * e * hid1
        A += eta * np.outer(back, inp)
    if sweep % 80 == 0:
        print('sweep', sweep, 'mean sq', sq / n_pts)

print('rms', np.sqrt(np.mean([(out_for(x) - t) ** 2 for x, t in zip(xs, ts)])))
