import numpy as np
np.random.seed(21)

N = 200
t = np.random.uniform(0, np.pi, N)
up = np.c_[np.cos(t), np.sin(t)]
down = np.c_[1 - np.cos(t), 0.4 - np.sin(t)]
X = np.r_[up, down] + np.random.normal(0, .12, (2 * N, 2))
X = X - X.mean(axis=0)
y = np.r_[np.zeros((N, 1)), np.ones((N, 1))]

H = 8
W1 = np.random.normal(0, 1, (2, H));           b1 = np.zeros((1, H))
W2 = np.random.normal(0, 1/np.sqrt(H), (H, H)); b2 = np.zeros((1, H))
W3 = np.random.normal(0, 1/np.sqrt(H), (H, H)); b3 = np.zeros((1, H))
W4 = np.random.normal(0, 1/np.sqrt(H), (H, 1)); b4 = np.zeros((1, 1))
eta = 0.3

def forward(X):
    a1 = np.tanh(X @ W1 + b1)
    a2 = np.tanh(a1 @ W2 + b2)
    a3 = np.tanh(a2 @ W3 + b3)
    p = 1/(1 + np.exp(-(a3 @ W4 + b4)))
    return a1, a2, a3, p

for i in range(1500):
    a1, a2, a3, p = forward(X)
    if i % 250 == 0:
        ce = -np.mean(y*np.log(p + 1e-9) + (1-y)*np.log(1-p + 1e-9))
        print(i, 'cross entropy:', round(ce, 5))

    d4 = (p - y) / len(X)
    d3 = d4 @ W4.T * (1 - a3**2)
    d2 = d3 @ W3 * (1 - a2**2)
    d1 = d2 @ W2 * (1 - a1**2)

    W4 -= eta * a3.T @ d4
    b4 -= eta * d4.sum(axis=0)
    W3 -= eta * a2.T @ d3
    b3 -= eta * d3.sum(axis=0)
    W2 -= eta * a1.T @ d2
    b2 -= eta * d2.sum(axis=0)
    W1 -= eta * X.T @ d1
    b1 += eta * d1.sum(axis=0)

p = forward(X)[-1]
print('cross entropy:', round(-np.mean(y*np.log(p + 1e-9) + (1-y)*np.log(1-p + 1e-9)), 5))
print('accuracy', np.mean((p > .5) == (y > .5)))
