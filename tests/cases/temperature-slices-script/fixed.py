import numpy as np

np.random.seed(19)

# temperature over the day (hours scaled to -1..1), three stations
hours = np.linspace(-1, 1, 240)
station = np.random.randint(0, 3, 240)
inp = np.zeros((240, 4))
inp[:, 0] = hours
inp[np.arange(240), 1 + station] = 1
temp = (0.7 * np.sin(3.5 * hours) * np.array([1.0, 0.4, -0.6])[station]).reshape(-1, 1)
mixed = np.random.permutation(240)
inp, temp = inp[mixed], temp[mixed]


def f(v):
    return np.tanh(v)


def df(v):
    # slope from the value of f
    return 1 - v * v


syn0 = np.random.randn(4, 16) * 0.7
syn1 = np.random.randn(16, 1) * 0.3
off0 = np.zeros((1, 16))
off1 = np.zeros((1, 1))
alpha = 0.02

for epoch in range(1500):
    sse = 0
    for s in range(0, 240, 20):
        x = inp[s:s + 20]
        t = temp[s:s + 20]
        l1 = f(x.dot(syn0) + off0)
        l2 = f(l1.dot(syn1) + off1)
        l2_error = t - l2
        sse += np.sum(l2_error ** 2)
        l2_delta = l2_error * df(l2)
        l1_delta = l2_delta.dot(syn1.T) * df(l1)
        syn1 += alpha * l1.T.dot(l2_delta)
        off1 += alpha * l2_delta.sum(axis=0, keepdims=True)
        syn0 += alpha * x.T.dot(l1_delta)
        off0 += alpha * l1_delta.sum(axis=0, keepdims=True)
    if epoch % 300 == 0:
        print("epoch", epoch, "mean square", sse / 240)

print("mean square at the end:", sse / 240)
