import numpy as np

np.random.seed(5)

# parity of four signs, one column per case
X = np.array([[a, b, c, d] for a in (-1, 1) for b in (-1, 1) for c in (-1, 1) for d in (-1, 1)]).T
Y = X.prod(axis=0)              # shape (16,)

V1 = np.random.uniform(-1, 1, (10, 4))
t1 = np.random.uniform(-1, 1, (10, 1))
V2 = np.random.uniform(-1, 1, (1, 10)) / 3
t2 = np.zeros((1, 1))

last = [0, 0, 0, 0]             # last changes, for the momentum
alpha, mom = 0.02, 0.8

for it in range(3000):
    H = np.tanh(V1.dot(X) - t1)         # thresholds are subtracted
    O = np.tanh(V2.dot(H) - t2)

    err = Y - O
    d2 = err * (1 - O**2)
    d1 = V2.T.dot(d2) * (1 - H**2)

    change = [d1.dot(X.T), -d1.sum(axis=1, keepdims=True),
              d2.dot(H.T), -d2.sum(axis=1, keepdims=True)]
    last = [mom * l + alpha * c for l, c in zip(last, change)]
    V1 = V1 + last[0]
    t1 = t1 + last[1]
    V2 = V2 + last[2]
    t2 = t2 + last[3]

    if it % 500 == 0:
        print(it, (err**2).sum())

print(np.sign(O[0]) == Y)
print("squared error", (err**2).sum())
