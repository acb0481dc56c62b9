import numpy as np

rng = np.random.default_rng(4)


def relu(x):
    return np.maximum(x, 0)


def forward(params, x):
    w1, b1, w2, b2 = params
    h1 = w1 @ x + b1[:, None]
    a1 = relu(h1)
    out = w2 @ a1 + b2[:, None]
    return h1, a1, out


def loss_fn(params, x, y):
    _, _, out = forward(params, x)
    return np.sum((out - y) ** 2)


def manual_grad(params, x, y):
    w1, b1, w2, b2 = params
    h1, a1, out = forward(params, x)

    d_out = 2 * (out - y)
    d_w2 = d_out @ a1.T
    d_b2 = np.sum(d_out, axis=1)
    d_a1 = w2.T @ d_out
    d_h1 = d_a1 * (h1 > 0)
    d_w1 = d_h1 @ x.T
    d_b1 = np.sum(d_h1, axis=1)
    return d_w1, d_b1, d_w2, d_b2


def update(params, grads, lr):
    return tuple(p - lr * g for p, g in zip(params, grads))


# one input, one output: a curve with an offset
x = rng.uniform(-1, 1, (1, 64))
y = 4.0 + np.sin(3 * x)

n_hidden = 16
params = (rng.normal(0, 2.0, (n_hidden, 1)), rng.normal(0, 1.0, n_hidden),
          rng.normal(0, 0.25, (1, n_hidden)), np.zeros(1))

for step in range(3001):
    grads = manual_grad(params, x, y)
    params = update(params, grads, 5e-4)
    if step % 500 == 0:
        print("step", step, "loss", loss_fn(params, x, y))
