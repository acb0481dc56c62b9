import numpy as np
np.random.seed(2024)

# size, age and distance -> price (all standardised)
n = 500
X = np.random.randn(n, 3)
y = 1.2*X[:, [0]] - 0.7*X[:, [1]]*X[:, [0]] + np.tanh(X[:, [2]]) + 0.1*np.random.randn(n, 1)
y = (y - y.mean())/y.std()

def sig(z): return 1/(1+np.exp(-z))

U = np.random.randn(3, 10)*0.6
u = np.zeros((1, 10))
V = np.random.randn(10, 1)*0.3
v = np.zeros((1, 1))
eta = 0.2

def predict(x):
    return sig(x@U+u)@V+v

for step in range(6000):
    xb = X[np.random.randint(0, n, 32)]
    yb = y[np.random.randint(0, n, 32)]
    h = sig(xb@U+u)
    p = h@V+v
    e = (p-yb)/len(yb)          # half squared error

    gV = h.T@e
    gv = e.sum(0, keepdims=True)
    back = (e@V.T)*h*(1-h)
    gU = xb.T@back
    gu = back.sum(0, keepdims=True)

    U -= eta*gU
    u -= eta*gu
    V -= eta*gV
    v -= eta*gv
    if step % 1000 == 0:
        print(step, 'mse', np.mean((predict(X)-y)**2))

print('explained:', 1-np.mean((predict(X)-y)**2)/y.var())
