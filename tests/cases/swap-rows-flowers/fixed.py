import numpy as np


def shuffle_in_place(X, labels, rng):
    # Fisher-Yates
    for i in range(len(X) - 1, 0, -1):
        j = rng.integers(0, i + 1)
        X[[i, j]] = X[[j, i]]
        labels[i], labels[j] = labels[j], labels[i]


def softmax_rows(Z):
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return E / np.sum(E, axis=1, keepdims=True)


def init_params(n_in, n_hidden, n_out, rng):
    return [rng.normal(size=(n_in, n_hidden)) * 0.5, np.zeros(n_hidden),
            rng.normal(size=(n_hidden, n_out)) * 0.5, np.zeros(n_out)]


def feed(params, X):
    W1, b1, W2, b2 = params
    H = np.tanh(X @ W1 + b1)
    return H, softmax_rows(H @ W2 + b2)


def gradients(params, X, labels):
    H, P = feed(params, X)
    D2 = P.copy()
    D2[np.arange(len(X)), labels] -= 1
    D2 /= len(X)
    D1 = D2 @ params[2].T * (1 - H * H)
    return [X.T @ D1, D1.sum(axis=0), H.T @ D2, D2.sum(axis=0)]


def sgd(params, X, labels, epochs, batch, eta, rng):
    for epoch in range(epochs):
        shuffle_in_place(X, labels, rng)
        for k in range(0, len(X), batch):
            for p, g in zip(params, gradients(params, X[k:k + batch], labels[k:k + batch])):
                p -= eta * g
        if epoch % 10 == 0:
            P = feed(params, X)[1]
            print("epoch", epoch, "cost", -np.mean(np.log(P[np.arange(len(X)), labels])))


def flowers(n, rng):
    # petals and sepals of four invented kinds
    kinds = np.array([[5.0, 3.4, 1.5, 0.3], [5.9, 2.8, 4.3, 1.3], [6.6, 3.0, 5.5, 2.0], [5.2, 3.9, 4.0, 0.5]])
    labels = rng.integers(0, 4, n)
    return (kinds[labels] + rng.normal(0, 0.25, (n, 4))) - kinds.mean(axis=0), labels


if __name__ == "__main__":
    rng = np.random.default_rng(10)
    X, labels = flowers(320, rng)
    X_test, labels_test = flowers(200, rng)
    params = init_params(4, 8, 4, rng)
    sgd(params, X, labels, 60, 16, 0.2, rng)
    guess = np.argmax(feed(params, X_test)[1], axis=1)
    print("test accuracy: %.3f" % np.mean(guess == labels_test))
