import numpy as np

rng = np.random.default_rng(14)

# one column per measurement
N = 400
X = rng.uniform(-1, 1, size=(3, N))
y = np.where(X[0] * X[1] > 0, 1.0, 0.0) * (X[2] > -0.5)
y = y.reshape(1, N)

units = 20
U = rng.normal(0, 1.0, size=(units, 3))
c = np.zeros((units, 1))
V = rng.normal(0, 1.0 / np.sqrt(units), size=(1, units))
d = np.zeros((1, 1))

alpha = 1.0
steps = 2000


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


for step in range(steps + 1):
    H = np.tanh(U @ X + c)
    P = sigmoid(V @ H + d)

    cost = -np.mean(y * np.log(P + 1e-12) + (1 - y) * np.log(1 - P + 1e-12))

    E = P - y
    dV = E @ H.T
    dd = np.sum(E, axis=1, keepdims=True)
    B = (V.T @ E) * (1 - H ** 2)
    dU = B @ X.T
    dc = np.sum(B, axis=1, keepdims=True)

    U = U - alpha * dU
    c = c - alpha * dc
    V = V - alpha * dV
    d = d - alpha * dd

    if step % 400 == 0:
        print(f"step {step:5d}   cost {cost:.4f}")

print("share right:", np.mean((P > 0.5) == (y > 0.5)))
