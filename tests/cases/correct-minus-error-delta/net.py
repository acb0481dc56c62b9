import numpy as np

rng = np.random.RandomState(4)

# three kinds of curves, 12 points each
kind = rng.randint(0, 3, 360)
t = np.linspace(0, 1, 12)
phase = rng.uniform(0, 1, (360, 1))
curves = np.where(kind[:, None] == 0, np.sin(2 * np.pi * (t + phase)),
                  np.where(kind[:, None] == 1, 2 * np.abs(2 * ((t + phase) % 1) - 1) - 1,
                           np.sign(np.sin(2 * np.pi * (t + phase)))))
x = curves + 0.05 * rng.normal(0, 1, curves.shape)
y = np.eye(3)[kind]

sizes = [12, 24, 3]
output = 'softmax'
rate = 0.5
W1 = (rng.rand(sizes[1], sizes[0] + 1) - 0.5) * 2 * np.sqrt(6 / (sizes[0] + sizes[1]))
W2 = (rng.rand(sizes[2], sizes[1] + 1) - 0.5) * 2 * np.sqrt(6 / (sizes[1] + sizes[2]))


def with_one(a):
    return np.hstack([np.ones((len(a), 1)), a])


def tanh_opt(z):
    return 1.7159 * np.tanh(2 / 3 * z)


def out_units(z):
    if output == 'sigm':
        return 1 / (1 + np.exp(-z))
    if output == 'linear':
        return z
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


batch = 30
for epoch in range(200):
    order = rng.permutation(len(x))
    L = 0
    for k in range(0, len(x), batch):
        rows = order[k:k + batch]
        a1 = with_one(x[rows])
        a2 = with_one(tanh_opt(a1 @ W1.T))
        a3 = out_units(a2 @ W2.T)
        e = y[rows] - a3
        if output == 'softmax':
            L += -np.sum(y[rows] * np.log(a3)) / len(rows)
        else:
            L += 0.5 * np.sum(e ** 2) / len(rows)

        # deltas
        if output == 'sigm':
            d3 = -e * (a3 * (1 - a3))
        else:
            d3 = -e
        d_act = 1.7159 * 2 / 3 * (1 - 1 / 1.7159 ** 2 * a2 ** 2)
        d2 = (d3 @ W2) * d_act

        dW2 = d3.T @ a2 / len(d3)
        dW1 = d2[:, 1:].T @ a1 / len(d2)
        W2 = W2 - rate * dW2
        W1 = W1 - rate * dW1
    if epoch % 40 == 39:
        print('epoch', epoch + 1, 'mini-batch loss', L / (len(x) / batch))

answer = out_units(with_one(tanh_opt(with_one(x) @ W1.T)) @ W2.T)
print('share right:', np.mean(np.argmax(answer, axis=1) == kind))
