import numpy as np

np.random.seed(7)

def nonlin(x, deriv=False):
    if deriv == True:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))

# seven segment display: a b c d e f g
X = np.array([[1,1,1,1,1,1,0],
              [0,1,1,0,0,0,0],
              [1,1,0,1,1,0,1],
              [1,1,1,1,0,0,1],
              [0,1,1,0,0,1,1],
              [1,0,1,1,0,1,1],
              [1,0,1,1,1,1,1],
              [1,1,1,0,0,0,0],
              [1,1,1,1,1,1,1],
              [1,1,1,1,0,1,1]])
# properties of the digit: even, prime, > 4
Y = np.array([[1,0,0],[0,0,0],[1,1,0],[0,1,0],[1,0,0],[0,1,1],[1,0,1],[0,1,1],[1,0,1],[0,0,1]])

ones = np.ones((10, 1))
l0 = np.hstack((X, ones))          # constant column = bias

syn0 = 2*np.random.random((8, 6)) - 1
syn1 = 2*np.random.random((7, 3)) - 1
alpha = 0.1

for j in range(3000):

    l1 = np.hstack((nonlin(np.dot(l0, syn0)), ones))
    l2 = nonlin(np.dot(l1, syn1))

    # cross entropy of each of the three yes/no outputs
    ce = -np.sum(Y*np.log(l2) + (1 - Y)*np.log(1 - l2)) / 10

    if j % 500 == 0:
        print("Cross entropy:", ce)

    l2_delta = (Y - l2) * nonlin(l2, deriv=True)
    syn1 += alpha * l1.T.dot(l2_delta)

    l1_error = l2_delta.dot(syn1[:6].T)
    l1_delta = l1_error * nonlin(l1[:, :6], deriv=True)

    syn0 += alpha * l0.T.dot(l1_delta)

print("Output After Training:")
print(np.round(l2, 2))
print("Last cross entropy:", ce)
