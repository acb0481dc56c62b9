import numpy as np

rng = np.random.RandomState(40)


def conv(signal, kernel):
    # numpy turns the kernel round
    return np.convolve(signal, kernel, mode="valid")


def sample():
    # is there a rising or a falling ramp in the noise?
    s = rng.normal(0, 0.1, 24)
    at = rng.randint(0, 19)
    up = rng.randint(2)
    s[at:at + 5] += np.linspace(0, 1, 5) if up else np.linspace(1, 0, 5)
    return s, up


rows = [sample() for _ in range(400)]
kernels = rng.normal(0, 0.4, (4, 5))
shift = np.zeros(4)
mix = rng.normal(0, 0.5, 4)
c = 0.0
pace = 0.05

for epoch in range(15):
    log_loss, good = 0.0, 0
    for s, up in rows:
        maps = np.array([conv(s, k) for k in kernels]) + shift[:, None]
        best = maps.argmax(axis=1)
        peak = maps[np.arange(4), best]
        prob = 1 / (1 + np.exp(-(mix @ peak + c)))
        log_loss -= np.log(prob if up else 1 - prob)
        good += int((prob > 0.5) == up)

        push = up - prob                     # minus the gradient
        d_peak = push * mix
        mix += pace * push * peak
        c += pace * push
        for k in range(4):
            d_map = np.zeros(20)
            d_map[best[k]] = d_peak[k]
            kernels[k] += pace * conv(s[::-1], d_map)
            shift[k] += pace * d_peak[k]
    print("epoch", epoch + 1, "log loss", log_loss / 400, "good", good / 400)
