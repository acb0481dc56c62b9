import numpy as np

np.random.seed(14)

facts = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]).T
wish = np.array([[0, 1, 1, 0]])
pace = 0.5


def bend(z):
    return 1 / (1 + np.exp(-z))


def bend_slope(z):
    return bend(z) * (1 - bend(z))


N0, N1, N2 = 2, 5, 1
m = facts.shape[1]

u1 = np.random.randn(N1, N0) * 0.01
c1 = np.zeros((N1, 1))
u2 = np.random.randn(N2, N1) * 0.01
c2 = np.zeros((N2, 1))

for i in range(6001):
    # forward
    S1 = np.dot(u1, facts) + c1
    R1 = bend(S1)
    S2 = np.dot(u2, R1) + c2
    R2 = bend(S2)

    J = np.sum(-wish * np.log(R2) + (1 - wish) * np.log(1 - R2)) / m

    # backward
    dS2 = R2 - wish
    du2 = np.dot(dS2, R1.T) / m
    dc2 = np.sum(dS2, axis=1, keepdims=True) / m
    dS1 = np.dot(u2.T, dS2) * bend_slope(S1)
    du1 = np.dot(dS1, facts.T) / m
    dc1 = np.sum(dS1, axis=1, keepdims=True) / m

    u1 = u1 - pace * du1
    u2 = u2 - pace * du2
    c1 = c1 - pace * dc1
    c2 = c2 - pace * dc2

    if i % 1000 == 0:
        print(i, "J =", J)

print("answers", R2)
print("mean distance from the wish:", np.mean(np.abs(R2 - wish)))
