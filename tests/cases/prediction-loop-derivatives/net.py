import numpy as np

rng = np.random.RandomState(2)

# monthly advert spending (thousands) -> sales
spend = rng.uniform(0, 10, 40)
sales = 3 + 0.9 * spend + 1.5 * np.sin(spend) + rng.normal(0, 0.2, 40)
x = (spend - spend.mean()) / spend.std()
y = (sales - sales.mean()) / sales.std()
N = len(x)

a = 1.5
steps = 1500

w1 = rng.normal(0, 1.5, 6)
b1 = rng.normal(0, 1, 6)
w2 = rng.normal(0, 0.5, 6)
b2 = 0.0


def predict(x_i):
    return np.sum(w2 * np.tanh(w1 * x_i + b1)) + b2


def mse():
    return sum((y[i] - predict(x[i])) ** 2 for i in range(N)) / N


def compute_derivatives():
    dw1, db1, dw2, db2 = np.zeros(6), np.zeros(6), np.zeros(6), 0.0
    for i in range(N):
        x_i = x[i]
        y_i = y[i]
        h = np.tanh(w1 * x_i + b1)
        y_hat = np.sum(w2 * h) + b2
        g = -(2 / N) * (y_i - y_hat)
        dw2 += g * h
        db2 += g
        dw1 += g * w2 * (1 - h * h) * x_i
        db1 += g * w2 * (1 - h * h)
    return dw1, db1, dw2, db2


for step in range(steps):
    dw1, db1, dw2, db2 = compute_derivatives()
    w1 = w1 - (a * dw1)
    b1 = b1 - (a * db1)
    w2 = w2 - (a * dw2)
    b2 = b2 - (a * db2)
    if step % 250 == 0:
        print("step", step, "mse", mse())

print("mse at the end:", mse())
