"""Two hidden Mish layers for a regression, with a numerical gradient check before the training."""
import numpy as np


def softplus(z):
    return np.logaddexp(0, z)


def mish(z):
    return z * np.tanh(softplus(z))


def mish_prime(z):
    t = np.tanh(softplus(z))
    return t + z * (1 - t ** 2) / (1 + np.exp(-z))


def init_params(sizes, seed):
    rng = np.random.RandomState(seed)
    params = {}
    for l in range(1, len(sizes)):
        params[f'W{l}'] = rng.randn(sizes[l], sizes[l - 1]) * np.sqrt(2 / sizes[l - 1])
        params[f'b{l}'] = np.zeros((sizes[l], 1))
    return params


def forward(X, params):
    L = len(params) // 2
    cache = {'A0': X}
    for l in range(1, L + 1):
        cache[f'Z{l}'] = params[f'W{l}'] @ cache[f'A{l - 1}'] + params[f'b{l}']
        cache[f'A{l}'] = mish(cache[f'Z{l}']) if l < L else cache[f'Z{l}']
    return cache[f'A{L}'], cache


def cost(pred, Y):
    return np.sum((pred - Y) ** 2) / (2 * Y.shape[1])


def backward(Y, params, cache):
    L = len(params) // 2
    m = Y.shape[1]
    grads = {}
    dZ = (cache[f'A{L}'] - Y) / m
    for l in range(L, 0, -1):
        grads[f'W{l}'] = dZ @ cache[f'A{l - 1}'].T
        grads[f'b{l}'] = dZ.sum(axis=1, keepdims=True)
        if l > 1:
            dZ = (params[f'W{l}'].T @ dZ) * mish_prime(cache[f'Z{l - 1}'])
    return grads


def gradient_check(X, Y, params, epsilon=1e-6):
    _, cache = forward(X, params)
    grads = backward(Y, params, cache)
    analytic, numeric = [], []
    for name in params:
        for idx in np.ndindex(params[name].shape):
            old = params[name][idx]
            params[name][idx] = old + epsilon
            plus = cost(forward(X, params)[0], Y)
            params[name][idx] = old - epsilon
            minus = cost(forward(X, params)[0], Y)
            params[name][idx] = old
            numeric.append((plus - minus) / (2 * epsilon))
            analytic.append(grads[name][idx])
    analytic, numeric = np.array(analytic), np.array(numeric)
    return np.linalg.norm(analytic - numeric) / (np.linalg.norm(analytic) + np.linalg.norm(numeric))


def main():
    rng = np.random.RandomState(1)
    X = rng.uniform(-2, 2, (2, 400))
    Y = np.exp(-(X[0:1] ** 2 + X[1:2] ** 2))
    X_test = rng.uniform(-2, 2, (2, 200))
    Y_test = np.exp(-(X_test[0:1] ** 2 + X_test[1:2] ** 2))

    params = init_params([2, 16, 16, 1], seed=5)
    difference = gradient_check(X[:, :10], Y[:, :10], params)
    print('gradient check:', difference, 'fine' if difference < 1e-6 else 'something is wrong')

    lr = 0.05
    momentum = {k: np.zeros_like(v) for k, v in params.items()}
    for i in range(2001):
        pred, cache = forward(X, params)
        grads = backward(Y, params, cache)
        for k in params:
            momentum[k] = 0.9 * momentum[k] + grads[k]
            params[k] -= lr * momentum[k]
        if i % 400 == 0:
            print('iteration %4d   cost %.6f' % (i, cost(pred, Y)))
    print('test rmse:', np.sqrt(np.mean((forward(X_test, params)[0] - Y_test) ** 2)))


if __name__ == '__main__':
    main()
