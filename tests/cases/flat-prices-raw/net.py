import numpy as np

def sigmoid(x):
    return 1/(1+np.exp(-x))

# flats: square metres, rooms, age in years  ->  price in 1000
np.random.seed(10)
n = 120
sqm = np.random.uniform(30, 180, n)
rooms = np.round(sqm / 30 + np.random.uniform(0, 2, n))
age = np.random.uniform(0, 90, n)
X = np.column_stack([sqm, rooms, age])
price = 3.2*sqm + 15*rooms - 0.02*(age-40)**2 + 60 + np.random.normal(0, 8, n)
Y = price.reshape(-1, 1)

units = 6
w_h = np.random.randn(3, units) * 0.6
b_h = np.zeros((1, units))
w_o = np.random.randn(units, 1) * 0.6
b_o = np.zeros((1, 1))
lr = 0.1

def forward(x):
    hid = sigmoid(np.dot(x, w_h) + b_h)
    return hid, sigmoid(np.dot(hid, w_o) + b_o)

for i in range(4001):
    hid, out = forward(X)
    err = out - Y
    if i % 1000 == 0:
        print('iteration', i, 'mse', np.mean(err**2))

    d_out = 2*err/n * out*(1-out)
    d_hid = d_out.dot(w_o.T) * hid*(1-hid)

    w_o -= lr*hid.T.dot(d_out)
    b_o -= lr*d_out.sum(axis=0, keepdims=True)
    w_h -= lr*X.T.dot(d_hid)
    b_h -= lr*d_hid.sum(axis=0, keepdims=True)

guess = forward(X)[1]
print('first five guesses', guess[:5].ravel())
print('real prices       ', Y[:5].ravel())
print('explained:', 1 - np.sum((guess-Y)**2)/np.sum((Y-Y.mean())**2))
