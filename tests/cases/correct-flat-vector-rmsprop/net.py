import numpy as np

H = 16
SHAPES = [(1, H), (H,), (H, 1), (1,)]


def unpack(theta):
    parts, pos = [], 0
    for shape in SHAPES:
        size = int(np.prod(shape))
        parts.append(theta[pos:pos + size].reshape(shape))
        pos += size
    return parts


def pack(parts):
    return np.concatenate([p.ravel() for p in parts])


def curve(theta, x):
    W, b, V, c = unpack(theta)
    h = np.tanh(x @ W + b)
    return h, h @ V + c


def loss_and_slope(theta, x, t):
    W, b, V, c = unpack(theta)
    h, out = curve(theta, x)
    e = out - t
    n = len(x)
    dh = (e @ V.T) * (1 - h * h)
    slope = pack([x.T @ dh, dh.sum(0), h.T @ e, e.sum(0)]) / n
    return 0.5 * np.sum(e * e) / n, slope


def rmsprop(theta, x, t, steps, rate, decay=0.95):
    square = np.zeros_like(theta)
    for s in range(steps):
        loss, g = loss_and_slope(theta, x, t)
        square = decay * square + (1 - decay) * g * g
        theta = theta - rate * g / (np.sqrt(square) + 1e-6)
        if s % 500 == 0:
            print(s, loss)
    return theta


if __name__ == "__main__":
    gen = np.random.RandomState(0)
    x = np.linspace(-1, 1, 120)[:, None]
    t = np.sin(5 * x) * np.exp(-x) / 2 + gen.normal(0, 0.02, x.shape)
    theta = pack([gen.normal(0, 2, (1, H)), gen.uniform(-1, 1, H), gen.normal(0, 0.3, (H, 1)), np.zeros(1)])
    theta = rmsprop(theta, x, t, 3000, 0.002)
    print("rms error", np.sqrt(np.mean((curve(theta, x)[1] - t) ** 2)))
