import numpy as np

rng = np.random.default_rng(90)


def create(dims):
    params = []
    for d_in, d_out in zip(dims, dims[1:]):
        params.append({'W': 0.01 * rng.standard_normal((d_in, d_out)), 'b': np.zeros(d_out)})
    return params


def relu(z):
    return np.maximum(z, 0)


def forward(params, x):
    hs = [x]
    for i, p in enumerate(params):
        z = hs[-1] @ p['W'] + p['b']
        hs.append(z if i == len(params) - 1 else relu(z))
    return hs


def grads_of(params, hs, t):
    d = 2 * (hs[-1] - t) / t.size
    grads = []
    for i in range(len(params) - 1, -1, -1):
        grads.append({'W': hs[i].T @ d, 'b': d.sum(axis=0)})
        d = d @ params[i]['W'].T
        if i > 0:
            d = d * (hs[i] > 0)
    return grads[::-1]


def mse(params, x, t):
    return np.mean((forward(params, x)[-1] - t) ** 2)


def turbine(n):
    # blade angle, wind, turbulence, air density (standardised) -> noise in dB (standardised)
    x = rng.standard_normal((n, 4))
    t = np.abs(x[:, 0] + x[:, 1]) + 0.7 * np.maximum(x[:, 2], x[:, 3]) - 0.3 * x[:, 1] ** 2
    return x, ((t - t.mean()) / t.std())[:, None]


if __name__ == '__main__':
    x, t = turbine(300)
    params = create([4, 32, 32, 32, 16, 1])
    for epoch in range(120):
        idx = rng.permutation(300)
        for s in range(0, 300, 30):
            b = idx[s:s + 30]
            g = grads_of(params, forward(params, x[b]), t[b])
            for p, q in zip(params, g):
                p['W'] -= 0.05 * q['W']
                p['b'] -= 0.05 * q['b']
        if epoch % 20 == 0:
            print('epoch', epoch, 'mse', mse(params, x, t))
    print('predictions', forward(params, x[:4])[-1].ravel())
    print('mse after training', mse(params, x, t))
