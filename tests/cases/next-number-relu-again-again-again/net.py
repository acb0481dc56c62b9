import numpy as np

# predict the next value of a series from the last three
rng = np.random.RandomState(1)
t = np.arange(160)
series = np.sin(0.35 * t) + 0.5*np.sin(0.9 * t + 1)

xs = []
ys = []
for k in range(len(series) - 3):
    xs.append(series[k:k + 3])
    ys.append([series[k + 3]])
x = np.array(xs)
target = np.array(ys)
x_train, y_train = x[:120], target[:120]
x_test, y_test = x[120:], target[120:]

v1 = rng.uniform(-0.8, 0.8, (3, 8))
c1 = np.zeros(8)
v2 = rng.uniform(-0.5, 0.5, (8, 1))
c2 = np.zeros(1)
speed = 0.1


def relu(q):
    return np.maximum(0, q)


def half_mse(a, b):
    return np.sum((a - b) ** 2) / (2 * len(b))


epoch = 0
while epoch < 4000:
    # forward
    h = relu(x_train @ v1 + c1)
    y = relu(h @ v2 + c2)
    loss = half_mse(y, y_train)
    if epoch % 1000 == 0:
        print(epoch, loss)

    # backward
    d2 = (y - y_train) / len(x_train)
    grad_v2 = h.T @ d2
    grad_c2 = d2.sum(axis=0)
    d1 = d2 @ v2.T
    grad_v1 = x_train.T @ d1
    grad_c1 = d1.sum(axis=0)

    v2 = v2 - speed * grad_v2
    c2 = c2 - speed * grad_c2
    v1 = v1 - speed * grad_v1
    c1 = c1 - speed * grad_c1
    epoch += 1

# Testing
h = relu(x_test @ v1 + c1)
y = relu(h @ v2 + c2)
print("A", y_test[:5].ravel())
print("P", y[:5].ravel())
print("MSE at the end", half_mse(y, y_test))
