import numpy as np


def load_data(n, seed):
    rng = np.random.RandomState(seed)
    xs = rng.uniform(0, 25, n)
    ys = 0.9 * xs + 4 * np.sin(xs / 2.5) + 3 + rng.normal(0, 0.5, n)
    return xs, ys


def gaussian_basis(x, feature_num=10):
    centers = np.linspace(0, 25, feature_num)
    width = 1.0 * (centers[1] - centers[0])
    out = (np.expand_dims(x, axis=1) - centers) / width
    return np.exp(-0.5 * out ** 2)


def evaluate(ys, ys_pred):
    return np.sqrt(np.mean(np.abs(ys - ys_pred) ** 2))


def descent(phi, y, lr=0.1, steps=4000):
    w = np.zeros(phi.shape[1])
    for k in range(steps):
        grad = np.dot(phi.T, y - np.dot(phi, w)) / len(y)
        w = w + lr * grad
        if k % 800 == 0:
            print("step", k, "std", evaluate(y, np.dot(phi, w)))
    return w


def main(x_train, y_train):
    phi0 = np.expand_dims(np.ones_like(x_train), axis=1)
    phi = np.concatenate([phi0, gaussian_basis(x_train)], axis=1)
    w = descent(phi, y_train)

    def f(x):
        phi0 = np.expand_dims(np.ones_like(x), axis=1)
        return np.dot(np.concatenate([phi0, gaussian_basis(x)], axis=1), w)
    return f


if __name__ == '__main__':
    x_train, y_train = load_data(300, 0)
    x_test, y_test = load_data(200, 1)
    f = main(x_train, y_train)
    print('std on the training set:', evaluate(y_train, f(x_train)))
    print('std on the test set: {:.4f}'.format(evaluate(y_test, f(x_test))))
