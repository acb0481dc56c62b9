import numpy as np

def sig(v):
    return 1 / (1 + np.exp(-v))

# 2 inputs, 2 hidden units, 1 output, everything written out
X = np.array([[1,1],[1,0],[0,1],[0,0]])
y = np.array([0,1,1,0])
np.random.seed(2)
w0 = np.random.uniform(-1, 1, (2,2))
w1 = np.random.uniform(-1, 1, 2)
rate = 0.8

def passing(x):
    h = np.zeros(2)
    for k in range(2):
        h[k] = sig(w0[0,k]*x[0] + w0[1,k]*x[1])
    out = sig(np.sum(w1*h))
    return h, out


for e in range(6000):
    wrong = 0
    for i in range(4):
        h, y0 = passing(X[i])
        wrong += 0.5*(y[i]-y0)**2
        dey0 = -(y[i]-y0)     # y[i]: desired output, y0: actual output

        deW0 = np.zeros((2,2))
        deW1 = np.zeros(2)
        for k in range(2):
            common = dey0*y0*(1-y0)*w1[k]*h[k]*(1-h[k])
            deW0[0,k] = common*X[i][0]
            deW0[1,k] = common*X[i][1]
            deW1[k] = dey0*h[k]

        w0 = w0 - rate*deW0
        w1 = w1 - rate*deW1
    if e % 2000 == 0:
        print('round', e, 'error', wrong)

for i in range(4):
    print(X[i], '->', round(float(passing(X[i])[1]), 3))
print('error at the end:', sum(0.5*(y[i]-passing(X[i])[1])**2 for i in range(4)))
