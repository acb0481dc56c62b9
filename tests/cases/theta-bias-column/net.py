import numpy as np

INPUTS, HIDDEN, LABELS = 2, 8, 3


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def with_ones(a):
    return np.hstack([np.ones((a.shape[0], 1)), a])


def unroll(params):
    cut = HIDDEN * (INPUTS + 1)
    Theta1 = params[:cut].reshape(HIDDEN, INPUTS + 1)
    Theta2 = params[cut:].reshape(LABELS, HIDDEN + 1)
    return Theta1, Theta2


def nn_cost(params, X, Y, lam):
    Theta1, Theta2 = unroll(params)
    m = X.shape[0]
    a2 = with_ones(sigmoid(with_ones(X) @ Theta1.T))
    h = sigmoid(a2 @ Theta2.T)
    penalty = np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2)
    return -np.sum(Y * np.log(h) + (1 - Y) * np.log(1 - h)) / m + lam / (2 * m) * penalty


def nn_gradient(params, X, Y, lam):
    Theta1, Theta2 = unroll(params)
    m = X.shape[0]

    a1 = with_ones(X)
    z2 = a1 @ Theta1.T
    a2 = with_ones(sigmoid(z2))
    h = sigmoid(a2 @ Theta2.T)

    delta3 = h - Y
    delta2 = (delta3 @ Theta2[:, 1:]) * sigmoid(z2) * (1 - sigmoid(z2))

    # the bias column is not penalised
    Theta1[:, 0] = 0
    Theta2[:, 0] = 0
    grad1 = (delta2.T @ a1 + lam * Theta1) / m
    grad2 = (delta3.T @ a2 + lam * Theta2) / m
    return np.concatenate([grad1.ravel(), grad2.ravel()])


def predict(params, X):
    Theta1, Theta2 = unroll(params)
    hidden = with_ones(sigmoid(with_ones(X) @ Theta1.T))
    return np.argmax(hidden @ Theta2.T, axis=1)


def random_start(rng, out_size, in_size):
    span = np.sqrt(6) / np.sqrt(out_size + in_size)
    return rng.uniform(-span, span, (out_size, in_size + 1))


if __name__ == "__main__":
    rng = np.random.RandomState(4)
    # three kinds of stones: hardness and weight, both positive
    middle = np.array([[1.0, 1.2], [2.1, 2.0], [3.2, 3.1]])
    labels = rng.randint(0, LABELS, 240)
    X = middle[labels] + 0.3 * rng.randn(240, 2)
    Y = np.eye(LABELS)[labels]

    params = np.concatenate([random_start(rng, HIDDEN, INPUTS).ravel(), random_start(rng, LABELS, HIDDEN).ravel()])
    for it in range(3001):
        if it % 500 == 0:
            print("iteration", it, "cost", nn_cost(params, X, Y, 0.1))
        params -= 0.8 * nn_gradient(params, X, Y, 0.1)
    print("correct on the training set: %.3f" % np.mean(predict(params, X) == labels))
