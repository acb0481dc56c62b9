import numpy as np

np.random.seed(0)

# noisy sine wave
x = np.random.uniform(-3, 3, (150, 1))
t = np.sin(x) + np.random.normal(0, 0.05, (150, 1))

hidden = 15
w1 = np.random.randn(1, hidden)
b1 = np.random.randn(hidden)
w2 = np.random.randn(hidden, 1) * 0.3
b2 = np.zeros(1)

v_w1 = np.zeros_like(w1)
v_b1 = np.zeros_like(b1)
v_w2 = np.zeros_like(w2)
v_b2 = np.zeros_like(b2)

lr = 0.05
mu = 0.9

for epoch in range(2000):
    # forward
    a = np.tanh(x @ w1 + b1)
    y = a @ w2 + b2
    e = y - t

    # backward (for half the mean square)
    dw2 = a.T @ e / len(x)
    db2 = e.mean(axis=0)
    da = (e @ w2.T) * (1 - a * a)
    dw1 = x.T @ da / len(x)
    db1 = da.mean(axis=0)

    # momentum
    v_w1 = mu * v_w1 - lr * dw1
    v_b1 = mu * v_b1 - lr * db1
    v_w2 = mu * v_w2 - lr * dw2
    v_b2 = mu * v_b2 - lr * db2
    w1 += v_w1
    b1 += v_b1
    w2 += v_w2
    b2 += v_b2

    if epoch % 400 == 0:
        print("epoch", epoch, "mse", np.mean(e ** 2))

print("final mse:", np.mean(e ** 2))
