import numpy as np

# sigmoid and its slope
def sig(x):
    return 1/(1+np.exp(-x))

def d_sig(s):
    return sig(s)*(1-sig(s))

np.random.seed(42)

# input: three switches and a constant 1
X = np.array([[0,0,0,1],
              [0,0,1,1],
              [0,1,0,1],
              [0,1,1,1],
              [1,0,0,1],
              [1,0,1,1],
              [1,1,0,1],
              [1,1,1,1]])
# output: lamp is on when exactly one switch is on
Y = np.array([[0,1,1,0,1,0,0,0]]).T

w0 = 2*np.random.random((4,6)) - 1
w1 = 2*np.random.random((6,1)) - 1
bias = np.zeros((1,1))
alpha = 1.0

for n in range(20000):
    # forward
    a0 = X
    a1 = sig(a0.dot(w0))
    a2 = sig(a1.dot(w1) + bias)

    # how far off?
    err = Y - a2
    if n % 2000 == 0:
        print(n, "error", np.mean(np.abs(err)))
    if np.mean(err) < 0.01:
        print("good enough after", n, "rounds")
        break

    # backward
    delta2 = err * d_sig(a2)
    delta1 = delta2.dot(w1.T) * d_sig(a1)

    w1 += alpha * a1.T.dot(delta2)
    bias += alpha * delta2.sum(axis=0, keepdims=True)
    w0 += alpha * a0.T.dot(delta1)

print(np.hstack([Y, a2.round(3)]))
print("final error:", np.mean(np.abs(Y - a2)))
