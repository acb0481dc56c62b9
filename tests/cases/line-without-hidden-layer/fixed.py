import numpy as np

np.random.seed(0)

n = 100
alp = 5e-3
a0 = np.random.randn(n, 1)
y = 7 * a0 + 3 + np.random.normal(0, 1, (n, 1))

w = np.random.randn(1, 1) * 0.01
b = np.random.randn(1, 1)


def forward(a0, w, b):
    return np.dot(a0, w) + b


def compute_loss(a1, y):
    return np.sum(np.power(y - a1, 2)) / 2 / n


def gradient_step(w, b, a0, a1, y):
    w = w - (alp / n) * np.dot(a0.T, a1 - y)
    b = b - (alp / n) * np.sum(a1 - y, axis=0, keepdims=True)
    return w, b


loss_vec = []
num_iterations = 10000
for i in range(num_iterations):
    a1 = forward(a0, w, b)
    loss_vec.append(compute_loss(a1, y))
    w, b = gradient_step(w, b, a0, a1, y)
    if i % 2000 == 0:
        print(i, loss_vec[-1])

print("slope", w.ravel(), "offset", b.mean())
x_new = np.linspace(-2, 2, n).reshape(n, 1)
print("distance from the true line:", np.mean(np.abs(forward(x_new, w, b) - (7 * x_new + 3))))
