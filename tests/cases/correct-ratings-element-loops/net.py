import numpy as np

np.random.seed(0)
R = np.array([
    [5, 3, 0, 1],
    [4, 0, 0, 1],
    [1, 1, 0, 5],
    [1, 0, 0, 4],
    [0, 1, 5, 4],
    [2, 1, 3, 0],
])


def matrix_factorization(R, P, Q, K, steps=3000, alpha=0.002, beta=0.02):
    for step in range(steps):
        for i in range(len(R)):
            for j in range(len(R[i])):
                if R[i][j] > 0:
                    eij = R[i][j] - np.dot(P[i, :], Q[:, j])
                    for k in range(K):
                        pik = P[i][k]
                        P[i][k] = P[i][k] + alpha * (2 * eij * Q[k][j] - beta * P[i][k])
                        Q[k][j] = Q[k][j] + alpha * (2 * eij * pik - beta * Q[k][j])
        e = 0
        for i in range(len(R)):
            for j in range(len(R[i])):
                if R[i][j] > 0:
                    e = e + pow(R[i][j] - np.dot(P[i, :], Q[:, j]), 2)
        if e < 0.001:
            break
    return P, Q


K = 2
P = np.random.rand(len(R), K)
Q = np.random.rand(K, len(R[0]))
P, Q = matrix_factorization(R, P, Q, K, steps=300)
print(np.round(P @ Q, 2))
