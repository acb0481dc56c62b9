import numpy as np

rng = np.random.RandomState(22)


def stars(m):
    kind = rng.randint(0, 3, m)
    temperature = np.array([3500, 5800, 9500])[kind] + rng.randn(m) * 700
    light = np.array([-1.2, 0.0, 1.3])[kind] + rng.randn(m) * 0.6
    metal = rng.randn(m)
    return np.array([(temperature - 6200) / 2600, light, metal]), kind


def onehot(kind):
    return (np.arange(3)[:, None] == kind).astype(float)


lambd = 0.8
X, kind = stars(240)
Y = onehot(kind)
m = X.shape[1]
P = {'W1': rng.randn(16, 3), 'b1': np.zeros((16, 1)), 'W2': rng.randn(3, 16) * 0.3, 'b2': np.zeros((3, 1))}


def predict(X):
    H = np.tanh(P['W1'] @ X + P['b1'])
    S = P['W2'] @ H + P['b2']
    E = np.exp(S - S.max(axis=0, keepdims=True))
    return H, E / E.sum(axis=0, keepdims=True)


def cost(Q):
    data = -np.sum(Y * np.log(Q + 1e-12)) / m
    penalty = lambd / (2 * m) * (np.sum(P['W1'] ** 2) + np.sum(P['W2'] ** 2))
    return data + penalty


def gradients(H, Q):
    d = (Q - Y) / m
    g = {'W2': d @ H.T + lambd / m * P['W2'], 'b2': d.sum(axis=1, keepdims=True)}
    d = P['W2'].T @ d * (1 - H * H)
    g['W1'], g['b1'] = d @ X.T + lambd / m * P['W1'], d.sum(axis=1, keepdims=True)
    return g


for i in range(2000):
    H, Q = predict(X)
    g = gradients(H, Q)
    for key in P:
        P[key] -= 0.2 * g[key]
    if i % 250 == 0:
        print('%5d cost %.5f' % (i, cost(Q)))

print('cost with penalty %.5f' % cost(predict(X)[1]))
print('accuracy %.3f' % np.mean(predict(X)[1].argmax(axis=0) == kind))
