import numpy as np


def to_columns(labels, C):
    """one-hot matrix with one column per sample"""
    return np.eye(C)[labels].reshape(C, -1)


def init(n_x, n_h, n_y):
    rng = np.random.RandomState(0)
    return dict(W1=rng.randn(n_h, n_x) * np.sqrt(1 / n_x), b1=np.zeros((n_h, 1)),
                W2=rng.randn(n_y, n_h) * np.sqrt(1 / n_h), b2=np.zeros((n_y, 1)))


def softmax(Z):
    E = np.exp(Z - np.max(Z, axis=0))
    return E / np.sum(E, axis=0)


def forward_propagation(X, prm):
    Z1 = prm["W1"].dot(X) + prm["b1"]
    A1 = 1 / (1 + np.exp(-Z1))
    A2 = softmax(prm["W2"].dot(A1) + prm["b2"])
    return A2, {"A1": A1, "A2": A2}


def compute_cost(A2, Y):
    return -np.sum(Y * np.log(A2 + 1e-12)) / Y.shape[1]


def backward_propagation(X, Y, cache, prm):
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dZ1 = prm["W2"].T.dot(dZ2) * cache["A1"] * (1 - cache["A1"])
    return dict(W2=dZ2.dot(cache["A1"].T) / m, b2=dZ2.sum(axis=1, keepdims=True) / m,
                W1=dZ1.dot(X.T) / m, b1=dZ1.sum(axis=1, keepdims=True) / m)


def nn_model(X, Y, n_h, lr, iterations):
    prm = init(X.shape[0], n_h, Y.shape[0])
    for i in range(iterations):
        A2, cache = forward_propagation(X, prm)
        grads = backward_propagation(X, Y, cache, prm)
        for key, g in grads.items():
            prm[key] = prm[key] - lr * g
        if i % 150 == 0:
            print("Cost after iteration %i: %f" % (i, compute_cost(A2, Y)))
    return prm


if __name__ == "__main__":
    rng = np.random.RandomState(4)
    # word frequencies of short texts about five topics, 20 words
    topics = rng.dirichlet(np.ones(20) * 0.4, size=5)
    labels = rng.randint(0, 5, 400)
    X = np.array([rng.multinomial(30, topics[k]) for k in labels]).T / 5.0
    Y = to_columns(labels, 5)
    prm = nn_model(X, Y, 12, 1.0, 601)
    A2, _ = forward_propagation(X, prm)
    print("accuracy: %.3f" % np.mean(np.argmax(A2, axis=0) == labels))
