import numpy as np
rng = np.random.default_rng(8)

# outside temperature, wind, people in the room  ->  heating power (kW)
n = 300
outside = rng.uniform(-15, 20, n)
wind = rng.uniform(0, 12, n)
people = rng.integers(0, 9, n)
power = 6.5 - 0.16 * outside + 0.05 * wind * np.maximum(0, 10 - outside) / 10 - 0.1 * people + rng.normal(0, 0.05, n)

X = np.column_stack([(outside - 2.5) / 10, (wind - 6) / 3.5, (people - 4) / 2.6])
Y = power.reshape(-1, 1)

shape = [3, 12, 8, 1]
W = [rng.normal(0, np.sqrt(1 / a), (a, b)) for a, b in zip(shape[:-1], shape[1:])]
B = [np.zeros((1, b)) for b in shape[1:]]


def feedforward(x):
    outs = [x]
    for k in range(len(W)):
        s = outs[-1] @ W[k] + B[k]
        outs.append(s if k == len(W) - 1 else np.tanh(s))
    return outs


def backprop(x, y):
    outs = feedforward(x)
    err = (outs[-1] - y) / len(x)
    dW, dB = [None] * len(W), [None] * len(W)
    for k in reversed(range(len(W))):
        dW[k] = outs[k].T @ err
        dB[k] = err.sum(axis=0, keepdims=True)
        err = err @ W[k].T * (1 - outs[k] ** 2)
    return dW, dB


for step in range(3000):
    batch = rng.integers(0, n, 30)
    dW, dB = backprop(X[batch], Y[batch])
    for w, dw in zip(W, dW):
        w -= 0.03 * dw
    for b, db in zip(B, dB):
        b -= 0.03 * db
    if step % 500 == 0:
        print('step', step, 'mse', np.mean((feedforward(X)[-1] - Y) ** 2))

print('mse after training:', np.mean((feedforward(X)[-1] - Y) ** 2))
