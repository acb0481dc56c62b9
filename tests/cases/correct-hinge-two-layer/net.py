import numpy as np


def loss_and_grad(model, X, y, reg):
    """multiclass hinge loss with margin 1, mean over rows, plus reg * sum of squares of the weights"""
    n = X.shape[0]
    hidden = np.maximum(0, X @ model['W1'] + model['b1'])
    scores = hidden @ model['W2'] + model['b2']
    right = scores[np.arange(n), y][:, None]
    margins = np.maximum(0, scores - right + 1)
    margins[np.arange(n), y] = 0
    loss = margins.sum() / n + reg * (np.sum(model['W1'] ** 2) + np.sum(model['W2'] ** 2))

    dscores = (margins > 0).astype(float)
    dscores[np.arange(n), y] -= dscores.sum(axis=1)
    dscores /= n
    dhidden = dscores @ model['W2'].T
    dhidden[hidden <= 0] = 0
    return loss, {'W2': hidden.T @ dscores + 2 * reg * model['W2'], 'b2': dscores.sum(axis=0),
                  'W1': X.T @ dhidden + 2 * reg * model['W1'], 'b1': dhidden.sum(axis=0)}


def predict(model, X):
    return np.argmax(np.maximum(0, X @ model['W1'] + model['b1']) @ model['W2'] + model['b2'], axis=1)


def swirl(n, classes, rng):
    X, y = np.zeros((n * classes, 2)), np.zeros(n * classes, dtype=int)
    for c in range(classes):
        r = np.linspace(0.05, 1, n)
        t = np.linspace(c * 4, (c + 1) * 4, n) + rng.normal(0, 0.15, n)
        X[c * n:(c + 1) * n] = np.c_[r * np.sin(t), r * np.cos(t)]
        y[c * n:(c + 1) * n] = c
    return X, y


if __name__ == '__main__':
    rng = np.random.default_rng(12)
    X, y = swirl(100, 3, rng)
    model = {'W1': 0.5 * rng.standard_normal((2, 80)), 'b1': np.zeros(80), 'W2': 0.1 * rng.standard_normal((80, 3)), 'b2': np.zeros(3)}
    rate = 0.5
    for i in range(4000):
        loss, grad = loss_and_grad(model, X, y, 2e-4)
        for k in model:
            model[k] -= rate * grad[k]
        if i % 500 == 0:
            print('iteration', i, 'loss', loss, 'accuracy', np.mean(predict(model, X) == y))
            rate *= 0.9
    print('training accuracy', np.mean(predict(model, X) == y))
