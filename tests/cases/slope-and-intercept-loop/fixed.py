import numpy as np

np.random.seed(2)

x = np.array([2, 3, 4, 5, 6, 7])
y = np.array([5, 7, 9, 10.5, 13, 15.5])

m = np.random.randn()
b = np.random.randn()
error = 0
lr = 0.01

for q in range(1500):
    for i in range(len(x)):
        ypred = m * x[i] + b
        error = ypred - y[i]
        m = m - (x[i] * error) * lr
        b = b - (lr * error)
    if q % 300 == 0:
        print(q, b, m)

total = 0
for i in range(len(x)):
    total += np.mean((m * x[i] + b - y[i]) ** 2)
print("b, m:", b, m)
print("mean squared residual:", total / len(x))
