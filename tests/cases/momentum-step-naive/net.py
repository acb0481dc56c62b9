import numpy as np


def batches(x, y, size, rng):
    order = rng.permutation(x.shape[0])
    for start in range(0, x.shape[0], size):
        rows = order[start:start + size]
        yield x[rows], y[rows]


def outputs(params, x):
    h = np.tanh(x @ params["w_in"] + params["b_in"])
    return h, h @ params["w_out"] + params["b_out"]


def gradients(params, x, y):
    h, out = outputs(params, x)
    d = 2.0 * (out - y) / len(x)
    dh = d @ params["w_out"].T * (1.0 - h * h)
    return {"w_out": h.T @ d, "b_out": d.sum(0), "w_in": x.T @ dh, "b_in": dh.sum(0)}


def mse(params, x, y):
    return np.mean((outputs(params, x)[1] - y) ** 2)


def fit(params, x, y, learning_rate=0.02, momentum=0.8, epochs=60, size=16, seed=0):
    rng = np.random.default_rng(seed)
    past = {name: np.zeros_like(value) for name, value in params.items()}
    for epoch in range(epochs):
        for bx, by in batches(x, y, size, rng):
            grads = gradients(params, bx, by)
            for name in params:
                velocity = momentum * past[name] + learning_rate * grads[name]
                params[name] = params[name] + momentum * velocity - learning_rate * grads[name]
                past[name] = velocity
        if epoch % 10 == 0:
            print(f"epoch {epoch:3d}  mse {mse(params, x, y):.5g}")
    return params


if __name__ == "__main__":
    rng = np.random.default_rng(5)
    # hours of sun and litres of water -> growth in cm (all around 1)
    x = rng.uniform(-1, 1, (256, 2))
    y = 0.8 * x[:, :1] + np.cos(2.5 * x[:, 1:]) + 0.02 * rng.standard_normal((256, 1))
    params = {
        "w_in": rng.standard_normal((2, 16)),
        "b_in": np.zeros(16),
        "w_out": rng.standard_normal((16, 1)) * 0.25,
        "b_out": np.zeros(1),
    }
    fit(params, x, y)
    print("mse after training:", mse(params, x, y))
