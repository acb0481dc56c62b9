import numpy as np

np.random.seed(2)

# one buoy, height of the water every minute
time = np.arange(0, 400)
series = 0.6 * np.sin(time * 0.3) + 0.4 * np.sin(time * 0.13 + 1)

H = 16          # hidden units
T = 12          # steps to look back
alpha = 0.03

Wxh = np.random.randn(H, 1) * 0.3
Whh = np.random.randn(H, H) * 0.8 / np.sqrt(H)
Why = np.random.randn(1, H) * 0.2
bh = np.zeros((H, 1))
by = np.zeros((1, 1))


def loss_and_grads(window, target):
    xs, hs = {}, {-1: np.zeros((H, 1))}
    for t in range(T):
        xs[t] = np.array([[window[t]]])
        hs[t] = np.tanh(np.dot(Wxh, xs[t]) + np.dot(Whh, hs[t - 1]) + bh)
    y = np.dot(Why, hs[T - 1]) + by
    loss = 0.5 * (y[0, 0] - target) ** 2

    dWxh, dWhh, dWhy = np.zeros_like(Wxh), np.zeros_like(Whh), np.zeros_like(Why)
    dbh, dby = np.zeros_like(bh), np.zeros_like(by)
    dy = y - target
    dWhy += np.dot(dy, hs[T - 1].T)
    dby += dy
    dh = np.dot(Why.T, dy)
    for t in reversed(range(T)):
        draw = dh
        dbh += draw
        dWxh += np.dot(draw, xs[t].T)
        dWhh += np.dot(draw, hs[t - 1].T)
        dh = np.dot(Whh.T, draw)
    return loss, dWxh, dWhh, dWhy, dbh, dby


def predict(window):
    h = np.zeros((H, 1))
    for value in window:
        h = np.tanh(Wxh * value + np.dot(Whh, h) + bh)
    return (np.dot(Why, h) + by)[0, 0]


for epoch in range(25):
    total = 0
    for start in np.random.permutation(280):
        loss, dWxh, dWhh, dWhy, dbh, dby = loss_and_grads(series[start:start + T], series[start + T])
        total += loss
        for param, dparam in zip([Wxh, Whh, Why, bh, by], [dWxh, dWhh, dWhy, dbh, dby]):
            param -= alpha * dparam
    if epoch % 5 == 0:
        print("epoch", epoch, "loss", total / 280)

errors = [predict(series[s:s + T]) - series[s + T] for s in range(300, 388)]
print("rms error on the rest of the series:", np.sqrt(np.mean(np.square(errors))))
