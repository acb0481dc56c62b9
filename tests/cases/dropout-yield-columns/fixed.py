import numpy as np

# crop yield from rain, sun and soil: one hidden layer, dropout on it

def make_params(n_in, n_hid):
    np.random.seed(8)
    params = {}
    params['W1'] = np.random.randn(n_hid, n_in) * np.sqrt(2. / n_in)
    params['b1'] = np.zeros((n_hid, 1))
    params['W2'] = np.random.randn(1, n_hid) * np.sqrt(1. / n_hid)
    params['b2'] = np.zeros((1, 1))
    return params


def forward_train(X, params, keep_prob):
    Z1 = params['W1'] @ X + params['b1']
    A1 = np.maximum(0, Z1)
    D1 = (np.random.rand(*A1.shape) < keep_prob).astype(float)
    A1 = A1 * D1
    Z2 = params['W2'] @ A1 + params['b2']
    return Z2, (Z1, A1, D1)


def backward_train(X, Y, Z2, cache, params):
    Z1, A1, D1 = cache
    m = X.shape[1]
    grads = {}
    dZ2 = (Z2 - Y) / m
    grads['W2'] = dZ2 @ A1.T
    grads['b2'] = np.sum(dZ2, axis=1, keepdims=True)
    dA1 = (params['W2'].T @ dZ2) * D1
    dZ1 = dA1 * (Z1 > 0)
    grads['W1'] = dZ1 @ X.T
    grads['b1'] = np.sum(dZ1, axis=1, keepdims=True)
    return grads


def predict(X, params, keep_prob):
    A1 = np.maximum(0, params['W1'] @ X + params['b1']) * keep_prob
    return params['W2'] @ A1 + params['b2']


if __name__ == '__main__':
    rng = np.random.RandomState(3)
    X = rng.rand(3, 400) * 2 - 1
    Y = 4 + 2 * X[0:1] - 3 * np.abs(X[1:2]) + X[2:3] * X[0:1]
    X_train, Y_train, X_test, Y_test = X[:, :300], Y[:, :300], X[:, 300:], Y[:, 300:]
    keep_prob = 0.6
    params = make_params(3, 60)
    for i in range(2401):
        Z2, cache = forward_train(X_train, params, keep_prob)
        grads = backward_train(X_train, Y_train, Z2, cache, params)
        for k in params:
            params[k] = params[k] - 0.05 * grads[k]
        if i % 600 == 0:
            print('iteration', i, 'training cost', np.mean((Z2 - Y_train) ** 2))
    print('test mse', np.mean((predict(X_test, params, keep_prob) - Y_test) ** 2))
    print('var of y', np.var(Y_test))
