import numpy as np

rs = np.random.RandomState(31)

# minutes on the page, number of pages, visits before -> bought something?
raw = np.column_stack([rs.exponential(4, 500), rs.poisson(5, 500), rs.poisson(1, 500)])
score = 0.5 * raw[:, 0] - 0.4 * np.abs(raw[:, 1] - 5) + 0.8 * raw[:, 2] - 1.2
bought = (rs.rand(500) < 1 / (1 + np.exp(-2 * score))).astype(int)

mean, sd = raw[:400].mean(0), raw[:400].std(0)
x_fit, t_fit = (raw[:400] - mean) / sd, bought[:400]
x_new, t_new = (raw[400:] - mean) / sd, bought[400:]

hidden = 10
w = rs.randn(3, hidden)
b = np.zeros(hidden)
v = np.zeros(hidden)      # the output weights may start at 0, the hidden ones may not
u = 0.0


def forward(x):
    z = x @ w + b
    h = z / (1 + np.abs(z))               # softsign
    return h, h @ v + u                    # (n, hidden), (n,)


def crossentropy(x, t):
    s = forward(x)[1]
    return np.mean(np.logaddexp(0, s) - t * s)


for epoch in range(1, 2001):
    h, s = forward(x_fit)
    p = 0.5 * (1 + np.tanh(0.5 * s))       # the logistic function
    d = (p - t_fit) / len(t_fit)
    gv = d @ h
    gu = np.sum(d)                         # one output, one bias: the sum over everything
    dh = d[:, np.newaxis] * v * (1 - np.abs(h)) ** 2
    v -= 0.8 * gv
    u -= 0.8 * gu
    w -= 0.8 * (x_fit.T @ dh)
    b -= 0.8 * dh.sum(0)
    if epoch % 400 == 0:
        print("epoch", epoch, "cross-entropy", crossentropy(x_fit, t_fit), "new", crossentropy(x_new, t_new))

print("right for new visitors:", np.mean((forward(x_new)[1] > 0) == t_new))
