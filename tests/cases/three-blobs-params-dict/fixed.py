import numpy as np


def init(n_in, n_hid, n_out, rng):
    return {
        'W1': rng.randn(n_hid, n_in) * np.sqrt(2.0 / n_in),
        'b1': np.zeros((n_hid, 1)),
        'W2': rng.randn(n_out, n_hid) * np.sqrt(2.0 / n_hid),
        'b2': np.zeros((n_out, 1)),
    }


def forward(X, params):
    cache = {'A0': X}
    cache['Z1'] = params['W1'].dot(X) + params['b1']
    cache['A1'] = np.maximum(0, cache['Z1'])
    Z2 = params['W2'].dot(cache['A1']) + params['b2']
    E = np.exp(Z2 - Z2.max(axis=0))
    cache['A2'] = E / E.sum(axis=0)
    return cache


def cost(A2, labels):
    return -np.mean(np.log(A2[labels, np.arange(labels.size)] + 1e-12))


def backward(cache, params, labels):
    m = labels.size
    dZ2 = cache['A2'].copy()
    dZ2[labels, np.arange(m)] -= 1
    dZ2 /= m
    grads = {'W2': dZ2.dot(cache['A1'].T), 'b2': dZ2.sum(axis=1, keepdims=True)}
    dZ1 = params['W2'].T.dot(dZ2)
    dZ1[cache['Z1'] <= 0] = 0
    grads['W1'] = dZ1.dot(cache['A0'].T)
    grads['b1'] = dZ1.sum(axis=1, keepdims=True)
    return grads


def fit(X, labels, params, alpha=0.1, n_iter=1500):
    for i in range(n_iter):
        cache = forward(X, params)
        grads = backward(cache, params, labels)
        for key in params:
            params[key] -= alpha * grads[key]
        if i % 300 == 0:
            print('iteration', i, 'cost', round(cost(cache['A2'], labels), 5))
    return params


if __name__ == '__main__':
    rng = np.random.RandomState(2)
    labels = rng.randint(0, 3, 360)
    angle = labels * 2 * np.pi / 3 + rng.randn(360) * 0.35
    radius = 1 + rng.rand(360)
    X = np.vstack([radius * np.cos(angle), radius * np.sin(angle)])
    params = fit(X, labels, init(2, 20, 3, rng))
    probs = forward(X, params)['A2']
    print('final cost', round(cost(probs, labels), 5))
    print('training accuracy', np.mean(probs.argmax(axis=0) == labels))
