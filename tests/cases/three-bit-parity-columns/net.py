import numpy as np

np.random.seed(12)

# three bits, is the number of ones odd?
bits = np.array([[0,0,0],[0,0,1],[0,1,0],[0,1,1],[1,0,0],[1,0,1],[1,1,0],[1,1,1]]).T
odd = (bits.sum(axis=0, keepdims=True) % 2)

lr = 0.5
n0, n1, n2 = 3, 8, 1
m = bits.shape[1]

def sigmoid(z):
    return 1/(1+np.exp(-z))

def d_sigmoid(z):
    return sigmoid(z)*(1-sigmoid(z))

w1 = np.random.randn(n1, n0) * 0.001
b1 = np.zeros((n1, 1))
w2 = np.random.randn(n2, n1) * 0.001
b2 = np.zeros((n2, 1))

for i in range(8001):
    z1 = np.dot(w1, bits) + b1
    a1 = sigmoid(z1)
    z2 = np.dot(w2, a1) + b2
    a2 = sigmoid(z2)

    J = np.sum(-odd*np.log(a2) + (1-odd)*np.log(1-a2))/m

    dz2 = a2 - odd
    dw2 = np.dot(dz2, a1.T)/m
    db2 = np.sum(dz2, axis=1, keepdims=True)/m
    dz1 = np.dot(w2.T, dz2)*d_sigmoid(z1)
    dw1 = np.dot(dz1, bits.T)/m
    db1 = np.sum(dz1, axis=1, keepdims=True)/m

    w1 = w1 - lr*dw1
    w2 = w2 - lr*dw2
    b1 = b1 - lr*db1
    b2 = b2 - lr*db2

    if i % 2000 == 0:
        print('iteration', i, 'cost', J)

print(np.round(a2, 3))
print('mean gap', np.mean(np.abs(a2 - odd)))
