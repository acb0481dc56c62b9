import numpy as np

np.random.seed(5)

# the xor table, measured many times with a little noise
base = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
want = np.array([[0], [1], [1], [0]], dtype=float)
repeats = 150
X = np.vstack([base] * repeats) + 0.05 * np.random.randn(4 * repeats, 2)
Y = np.vstack([want] * repeats)


def act(t):
    return 1 / (1 + np.exp(-np.clip(t, -60, 60)))


def act_slope(t):
    return act(t) * (1 - act(t))


W1 = np.random.randn(2, 5)
b1 = np.zeros((1, 5))
W2 = np.random.randn(5, 1)
b2 = np.zeros((1, 1))
rate = 0.7

for step in range(3001):
    l1 = X @ W1 + b1
    a1 = act(l1)
    l2 = a1 @ W2 + b2
    guess = act(l2)
    cost = -np.mean(Y * np.log(guess + 1e-10) + (1 - Y) * np.log(1 - guess + 1e-10))

    d_l2 = (guess - Y) / len(X)
    d_b2 = np.sum(d_l2, axis=0, keepdims=True)
    d_W2 = a1.T @ d_l2

    d_a1 = d_l2 @ W2.T
    d_l1 = d_a1 * act_slope(l1)
    d_b1 = np.sum(d_l1, axis=0, keepdims=True)
    d_W1 = X.T @ d_l1

    W1 -= rate * d_W1
    b1 -= rate * d_b1
    W2 -= rate * d_W2
    b2 -= rate * d_b2

    if step % 600 == 0:
        print(step, "cost", cost)

print("final cost", cost, "accuracy", np.mean((guess > 0.5) == (Y > 0.5)))
