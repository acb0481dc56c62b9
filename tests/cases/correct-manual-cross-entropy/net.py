import numpy as np

np.random.seed(777)

# animals: 8 yes/no columns and one count, 3 kinds
kinds = np.random.randint(0, 3, 150)
habits = np.array([[0.9, 0.1, 0.8, 0.2, 0.9, 0.1, 0.5, 0.3],
                   [0.1, 0.9, 0.7, 0.3, 0.2, 0.8, 0.5, 0.6],
                   [0.2, 0.2, 0.1, 0.9, 0.3, 0.4, 0.5, 0.9]])
X = (np.random.rand(150, 8) < habits[kinds]).astype(float)
X = np.hstack([X, np.array([4, 2, 6])[kinds][:, None] / 6 + np.random.randn(150, 1) * 0.1])
Y = np.eye(3)[kinds]
N = len(X)

W1 = np.random.normal(0, 0.5, (9, 7))
b1 = np.random.normal(0, 0.5, 7)
W2 = np.random.normal(0, 0.5, (7, 3))
b2 = np.random.normal(0, 0.5, 3)


def sigma(x):
    return 1.0 / (1.0 + np.exp(-x))


def sigma_prime(x):
    return sigma(x) * (1 - sigma(x))


for step in range(1501):
    # forward
    l1 = np.matmul(X, W1) + b1
    a1 = sigma(l1)
    l2 = np.matmul(a1, W2) + b2
    Y_pred = sigma(l2)
    cost = -np.mean(np.sum(Y * np.log(Y_pred) + (1. - Y) * np.log(1. - Y_pred), axis=1))

    # loss derivative
    d_Y_pred = (Y_pred - Y) / (Y_pred * (1.0 - Y_pred) + 1e-7)

    # layer 2
    d_l2 = d_Y_pred * sigma_prime(l2)
    d_b2 = d_l2
    d_W2 = np.matmul(a1.T, d_l2)

    # layer 1
    d_a1 = np.matmul(d_l2, W2.T)
    d_l1 = d_a1 * sigma_prime(l1)
    d_b1 = d_l1
    d_W1 = np.matmul(X.T, d_l1)

    # mean over the rows
    d_W2_mean, d_W1_mean = d_W2 / N, d_W1 / N
    d_b2_mean, d_b1_mean = np.mean(d_b2, axis=0), np.mean(d_b1, axis=0)

    W2 = W2 - 0.3 * d_W2_mean
    b2 = b2 - 0.3 * d_b2_mean
    W1 = W1 - 0.3 * d_W1_mean
    b1 = b1 - 0.3 * d_b1_mean

    if step % 300 == 0:
        print(step, "cost", cost, "acc", np.mean(np.argmax(Y_pred, 1) == kinds))

print("last acc:", np.mean(np.argmax(Y_pred, 1) == kinds))
