import numpy as np
np.random.seed(21)

# weight (g/100), redness, roundness ; 0 apple, 1 banana, 2 cherry, 3 plum
centre = np.array([[1.6, 0.7, 0.9], [1.2, 0.1, 0.1], [0.1, 0.9, 1.0], [0.5, 0.4, 0.8]])
fruit = np.random.choice(4, 320, p=[0.4, 0.3, 0.2, 0.1])
X = (centre[fruit] + 0.08 * np.random.randn(320, 3)).T
m = X.shape[1]

T = np.zeros((4, m))
T[fruit, np.arange(m)] = 1

W1 = np.random.randn(9, 3) * 0.5
b1 = np.random.randn(9, 1) * 0.1
W2 = np.random.randn(4, 9) * 0.5
b2 = np.random.randn(4, 1) * 0.1

def sig(z): return 1 / (1 + np.exp(-z))

for k in range(5000):
    A1 = sig(W1 @ X + b1)
    A2 = sig(W2 @ A1 + b2)
    J = np.sum((T - A2) ** 2) / (2 * m)
    if k % 500 == 0:
        print('J =', J, ' right:', np.mean(np.argmax(A2, axis=0) == fruit))

    D2 = (A2 - T) * A2 * (1 - A2) / m
    D1 = (W2.T @ D2) * A1 * (1 - A1)
    W2 = W2 - 2.0 * D2 @ A1.T
    b2 = b2 - 2.0 * np.sum(D2, axis=1, keepdims=True)
    W1 = W1 - 2.0 * D1 @ X.T
    b1 = b1 - 2.0 * np.sum(D1, axis=1, keepdims=True)

print('J at the end', J)
print('right at the end:', np.mean(np.argmax(A2, axis=0) == fruit))
