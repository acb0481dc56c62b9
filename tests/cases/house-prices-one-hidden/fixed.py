import numpy as np

rng = np.random.default_rng(7)

# rooms, floor area, age, distance to the station
n = 240
area = rng.uniform(35, 180, n)
rooms = np.round(area / 28 + rng.normal(0, 0.6, n)).clip(1, 8)
age = rng.uniform(0, 90, n)
station = rng.exponential(2.0, n)
price = 1.9 * area + 12 * rooms - 0.7 * age - 25 * np.log1p(station) + 20 * np.sin(age / 15) + rng.normal(0, 6, n)

X = np.c_[rooms, area, age, station]
X = (X - X.mean(0)) / X.std(0)
t = ((price - price.mean()) / price.std())[:, None]
Xtr, ttr, Xte, tte = X[:180], t[:180], X[180:], t[180:]

H = 32
Wa = rng.normal(0, 0.5, (4, H))
ba = np.zeros(H)
Wb = rng.normal(0, 0.5, (H, 1))
bb = np.zeros(1)
rate = 0.05


def model(X):
    h = np.tanh(X @ Wa + ba)
    return h, h @ Wb + bb


for it in range(1500):
    h, p = model(Xtr)
    diff = (p - ttr) / len(Xtr)
    gWb = h.T @ diff
    gbb = diff.sum(0)
    back = diff @ Wb.T * (1 - h * h)
    gWa = Xtr.T @ back
    gba = back.sum(0)
    Wb -= rate * gWb
    bb -= rate * gbb
    Wa -= rate * gWa
    ba -= rate * gba
    if it % 250 == 0:
        print('%5d  half mse %.4g' % (it, 0.5 * np.mean((p - ttr) ** 2)))

print('train mse %.4f' % np.mean((model(Xtr)[1] - ttr) ** 2))
print('test mse %.4f' % np.mean((model(Xte)[1] - tte) ** 2))
