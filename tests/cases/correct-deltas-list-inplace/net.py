import numpy as np


def inplace_relu_derivative(Z, delta):
    delta[Z == 0] = 0


def inplace_identity_derivative(Z, delta):
    pass


def make_coefs(units, seed):
    rs = np.random.RandomState(seed)
    coefs, intercepts = [], []
    for a, b in zip(units[:-1], units[1:]):
        bound = np.sqrt(6.0 / (a + b))
        coefs.append(rs.uniform(-bound, bound, (a, b)))
        intercepts.append(rs.uniform(-bound, bound, b))
    return coefs, intercepts


def forward_pass(activations, coefs, intercepts):
    last = len(coefs)
    for i in range(last):
        activations[i + 1] = np.dot(activations[i], coefs[i])
        activations[i + 1] += intercepts[i]
        if i + 1 != last:
            np.maximum(activations[i + 1], 0, out=activations[i + 1])
    return activations


def backprop(X, y, activations, deltas, coefs, intercepts, alpha):
    n = X.shape[0]
    n_layers = len(activations)
    activations = forward_pass(activations, coefs, intercepts)
    loss = np.mean((y - activations[-1]) ** 2) / 2
    loss += 0.5 * alpha * sum(np.sum(c ** 2) for c in coefs) / n

    coef_grads, intercept_grads = [None] * (n_layers - 1), [None] * (n_layers - 1)
    # the last entry of deltas is never used
    last = n_layers - 2
    deltas[last] = activations[-1] - y
    coef_grads[last] = (np.dot(activations[last].T, deltas[last]) + alpha * coefs[last]) / n
    intercept_grads[last] = np.mean(deltas[last], 0)
    for i in range(n_layers - 2, 0, -1):
        deltas[i - 1] = np.dot(deltas[i], coefs[i].T)
        inplace_relu_derivative(activations[i], deltas[i - 1])
        coef_grads[i - 1] = (np.dot(activations[i - 1].T, deltas[i - 1]) + alpha * coefs[i - 1]) / n
        intercept_grads[i - 1] = np.mean(deltas[i - 1], 0)
    return loss, coef_grads, intercept_grads


rs = np.random.RandomState(9)
X = rs.uniform(-2, 2, (200, 2))
y = (np.abs(X[:, 0]) - X[:, 1] / 2).reshape(-1, 1)
units = [2, 20, 10, 1]
coefs, intercepts = make_coefs(units, 1)
activations = [X] + [None] * (len(units) - 1)
deltas = [None] * len(units)
for it in range(1500):
    loss, cg, ig = backprop(X, y, activations, deltas, coefs, intercepts, 1e-4)
    for p, g in zip(coefs + intercepts, cg + ig):
        p -= 0.1 * g
    if it % 300 == 0:
        print("Iteration %d, loss = %.8f" % (it, loss))
print("final mse", np.mean((y - activations[-1]) ** 2))
