import numpy as np

np.random.seed(10)

# points inside and outside of a ring
n = 200
radius = np.concatenate([np.random.uniform(0, 1, n // 2), np.random.uniform(1.5, 2.5, n // 2)])
angle = np.random.uniform(0, 2 * np.pi, n)
x = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
y = (radius > 1.2).astype(float).reshape(-1, 1)

theta1 = np.random.randn(2, 8)
b1 = np.zeros((1, 8))
theta2 = np.random.randn(8, 1)
b2 = np.zeros((1, 1))
alpha = 0.05

for it in range(3001):
    z1 = x.dot(theta1) + b1
    h1 = 1 / (1 + np.exp(-z1))
    z2 = h1.dot(theta2) + b2
    h2 = 1 / (1 + np.exp(-z2))

    loss = 0.5 * np.sum((h2 - y) ** 2)
    if it % 500 == 0:
        print("loss %d: %f" % (it, loss))

    # back prop
    dh2 = h2 - y
    dz2 = dh2 * (1 - h2) * h2
    dw2 = np.dot(h1.T, dz2)
    db2 = np.sum(dz2, axis=0, keepdims=True)

    dh1 = np.dot(dz2, theta2.T)
    dz1 = dh1 * (1 - h1) * h1
    dw1 = np.dot(x.T, dz1)
    db1 = np.sum(dz1, axis=0, keepdims=True)

    theta2 += -alpha * dw2
    b2 += -alpha * db2
    theta1 += -alpha * dw1
    b1 += -alpha * db1

print("last loss: %f" % loss)
print("accuracy:", np.mean((h2 > 0.5) == (y > 0.5)))
