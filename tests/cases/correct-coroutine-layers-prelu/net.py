"""
Layers as coroutines. Each layer is a generator that
    receives its input, yields its output,
    receives the gradient of its output, yields the gradient of its input,
and so on for ever. PReLU slopes are trained as well.
"""
import numpy as np


def primed(fn):
    def start(*args, **kwargs):
        gen = fn(*args, **kwargs)
        next(gen)
        return gen
    return start


@primed
def dense(n_in, n_out, rate, rng):
    w = rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))
    b = np.zeros(n_out)
    back = None
    while True:
        x = yield back
        grad = yield x @ w + b
        back = grad @ w.T
        w -= rate() * (x.T @ grad)
        b -= rate() * grad.sum(axis=0)


@primed
def prelu(n, rate):
    slope = np.full(n, 0.25)
    back = None
    while True:
        x = yield back
        grad = yield np.where(x > 0, x, slope * x)
        back = grad * np.where(x > 0, 1.0, slope)
        slope -= rate() * np.sum(grad * np.minimum(x, 0), axis=0)


def run(layers, x, loss_gradient):
    for layer in layers:
        x = layer.send(x)
    grad = loss_gradient(x)
    for layer in reversed(layers):
        grad = layer.send(grad)
    return x, grad


def surface(x):
    return np.abs(x[:, :1]) - np.abs(x[:, 1:]) + 0.5 * x[:, :1] * x[:, 1:]


def main():
    rng = np.random.default_rng(15)
    schedule = {"rate": 0.05}
    rate = lambda: schedule["rate"]
    layers = [dense(2, 24, rate, rng), prelu(24, rate), dense(24, 12, rate, rng), prelu(12, rate), dense(12, 1, rate, rng)]

    x = rng.uniform(-1.5, 1.5, (600, 2))
    y = surface(x)
    for epoch in range(120):
        schedule["rate"] = 0.05 if epoch < 80 else 0.01
        order = rng.permutation(len(x))
        squares = 0.0
        for rows in np.array_split(order, 20):
            out, _ = run(layers, x[rows], lambda o: 2 * (o - y[rows]) / len(rows))
            squares += np.sum((out - y[rows]) ** 2)
        if epoch % 20 == 0 or epoch == 119:
            print(f"epoch {epoch:3d}  mse {squares / len(x):.5f}")

    x_new = rng.uniform(-1.5, 1.5, (200, 2))
    # a zero gradient leaves all weights where they are
    out, _ = run(layers, x_new, np.zeros_like)
    print("rmse on new points", np.sqrt(np.mean((out - surface(x_new)) ** 2)))


if __name__ == "__main__":
    main()
