# fit a damped wave with two tanh layers
import numpy as np

rng = np.random.default_rng(11)
x = np.linspace(-1, 1, 120)[:, None]
y = np.exp(-x) * np.sin(9 * x) * 0.5

w_a = rng.normal(0, 4.0, (1, 14))
b_a = rng.normal(0, 2.0, 14)
w_b = rng.normal(0, 0.8, (14, 10))
b_b = np.zeros(10)
w_c = rng.normal(0, 0.4, (10, 1))
b_c = np.zeros(1)

rate = 0.05
history = []

for epoch in range(6000):
    # ---- forward
    a = np.tanh(x @ w_a + b_a)
    b = np.tanh(a @ w_b + b_b)
    out = b @ w_c + b_c            # linear output
    diff = out - y
    history.append(np.mean(diff ** 2))

    # ---- backward
    g_out = 2 * diff / len(x)
    g_b = (g_out @ w_c.T) * (1 - b ** 2)
    g_a = g_b @ w_b.T

    w_c -= rate * b.T @ g_out
    b_c -= rate * g_out.sum(axis=0)
    w_b -= rate * a.T @ g_b
    b_b -= rate * g_b.sum(axis=0)
    w_a -= rate * x.T @ g_a
    b_a -= rate * g_a.sum(axis=0)

    if epoch % 500 == 0:
        print(f"epoch {epoch:5d}   mse {history[-1]:.6f}")

final = np.mean((np.tanh(np.tanh(x @ w_a + b_a) @ w_b + b_b) @ w_c + b_c - y) ** 2)
print("final mse", final)
