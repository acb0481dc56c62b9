import numpy as np

np.random.seed(55)

def f(s, deriv=False):
    if deriv:
        return s * (1 - s)      # s is already the output of f
    return 1 / (1 + np.exp(-s))

# 3 lamps: should the door open? (lamps 1 and 2 differ, or all three are lit)
X = np.array([[0,0,0],[0,0,1],[0,1,0],[0,1,1],[1,0,0],[1,0,1],[1,1,0],[1,1,1]])
T = np.array([0, 0, 1, 1, 1, 1, 0, 1])

w0 = np.random.normal(0, 1, (6, 3)); b0 = np.zeros((6, 1))
w1 = np.random.normal(0, 1, (1, 6)); b1 = np.zeros((1, 1))

eta = 1.0
for n in range(16000):
    k = np.random.randint(8)
    x = X[k:k + 1].T
    t = T[k]

    h = f(w0 @ x + b0)
    o = f(w1 @ h + b1)

    e = t - o
    d1 = e * f(o, deriv=True)
    d0 = (w1.T @ d1) * f(h, deriv=True)

    # e has the sign of target minus output, so add
    w1 += eta * d1 @ h.T
    b1 += eta * d1
    w0 += eta * d0 @ x.T
    b0 += eta * d0

    if n % 4000 == 0:
        print(n, float(e[0, 0] ** 2))

out = f(w1 @ f(w0 @ X.T + b0) + b1)
for row, o, t in zip(X, out[0], T):
    print(row, "->", round(o, 3), "wanted", t)
print("mean absolute error", np.mean(np.abs(out[0] - T)))
