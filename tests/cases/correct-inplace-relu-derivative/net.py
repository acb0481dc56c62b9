import numpy as np


def inplace_relu(X):
    np.maximum(X, 0, out=X)


def inplace_tanh(X):
    np.tanh(X, out=X)


def inplace_relu_derivative(Z, delta):
    delta[Z == 0] = 0


def inplace_tanh_derivative(Z, delta):
    delta *= (1 - Z ** 2)


ACTIVATIONS = {'relu': inplace_relu, 'tanh': inplace_tanh}
DERIVATIVES = {'relu': inplace_relu_derivative, 'tanh': inplace_tanh_derivative}


def forward_pass(activations, coefs, intercepts, kind):
    for i in range(len(coefs)):
        activations[i + 1] = activations[i] @ coefs[i]
        activations[i + 1] += intercepts[i]
        if i + 1 != len(coefs):
            ACTIVATIONS[kind](activations[i + 1])
    return activations


def backprop(X, y, activations, coefs, intercepts, kind, alpha):
    n_samples = X.shape[0]
    activations[0] = X
    forward_pass(activations, coefs, intercepts, kind)

    loss = ((y - activations[-1]) ** 2).mean() / 2
    loss += 0.5 * alpha * sum(np.sum(s * s) for s in coefs) / n_samples

    last = len(coefs) - 1
    deltas = [None] * len(coefs)
    coef_grads = [None] * len(coefs)
    intercept_grads = [None] * len(coefs)
    deltas[last] = activations[-1] - y
    for i in range(last, -1, -1):
        coef_grads[i] = activations[i].T @ deltas[i]
        coef_grads[i] += alpha * coefs[i]
        coef_grads[i] /= n_samples
        intercept_grads[i] = np.mean(deltas[i], 0)
        if i > 0:
            deltas[i - 1] = deltas[i] @ coefs[i].T
            DERIVATIVES[kind](activations[i], deltas[i - 1])
    return loss, coef_grads, intercept_grads


def fit(X, y, hidden, kind, alpha, rate, max_iter, batch_size, rng):
    sizes = [X.shape[1]] + list(hidden) + [y.shape[1]]
    coefs, intercepts = [], []
    for fan_in, fan_out in zip(sizes[:-1], sizes[1:]):
        bound = np.sqrt(6. / (fan_in + fan_out))
        coefs.append(rng.uniform(-bound, bound, (fan_in, fan_out)))
        intercepts.append(rng.uniform(-bound, bound, fan_out))
    for it in range(max_iter):
        accumulated = 0.0
        order = rng.permutation(len(X))
        for s in range(0, len(X), batch_size):
            part = order[s:s + batch_size]
            activations = [None] * len(sizes)
            loss, cg, ig = backprop(X[part], y[part], activations, coefs, intercepts, kind, alpha)
            accumulated += loss * len(part)
            for p, g in zip(coefs + intercepts, cg + ig):
                p -= rate * g
        if it % 30 == 0:
            print("Iteration %d, loss = %.8f" % (it, accumulated / len(X)))
    return coefs, intercepts


if __name__ == "__main__":
    rng = np.random.RandomState(0)
    X = rng.normal(0, 1, (300, 3))
    y = (np.abs(X[:, :1]) - np.maximum(X[:, 1:2], X[:, 2:]))
    coefs, intercepts = fit(X, y, (24, 12), 'relu', 1e-4, 0.05, 151, 30, rng)
    pred = forward_pass([X] + [None] * 3, coefs, intercepts, 'relu')[-1]
    print("R2 on the training data:", 1 - np.sum((y - pred) ** 2) / np.sum((y - y.mean()) ** 2))
