import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def grad_sig(z):
    return sigmoid(z) * (1 - sigmoid(z))


def with_ones(A):
    return np.c_[np.ones((A.shape[0], 1)), A]


def reshape_params(params, n_in, n_hid, n_out):
    cut = n_hid * (n_in + 1)
    return params[:cut].reshape(n_hid, n_in + 1), params[cut:].reshape(n_out, n_hid + 1)


def cost_and_slope(params, n_in, n_hid, n_out, X, Y, reg):
    t1, t2 = reshape_params(params, n_in, n_hid, n_out)
    m = X.shape[0]

    a1 = with_ones(X)
    z2 = a1.dot(t1.T)
    a2 = with_ones(sigmoid(z2))
    a3 = sigmoid(a2.dot(t2.T))

    J = -np.sum(Y * np.log(a3) + (1 - Y) * np.log(1 - a3)) / m
    J += reg / (2 * m) * (np.sum(t1[:, 1:] ** 2) + np.sum(t2[:, 1:] ** 2))

    d3 = a3 - Y
    d2 = d3.dot(t2[:, 1:]) * grad_sig(z2)
    delta1 = d2.T.dot(a1)
    delta2 = d3.T.dot(a2)

    # the bias column takes no part in the penalty
    t1_ = np.c_[np.ones((t1.shape[0], 1)), t1[:, 1:]]
    t2_ = np.c_[np.ones((t2.shape[0], 1)), t2[:, 1:]]

    grad1 = delta1 / m + t1_ * reg / m
    grad2 = delta2 / m + t2_ * reg / m
    return J, np.r_[grad1.ravel(), grad2.ravel()]


def fit(X, Y, n_hid, reg, steps, alpha):
    n_in, n_out = X.shape[1], Y.shape[1]
    rng = np.random.RandomState(3)
    size = n_hid * (n_in + 1) + n_out * (n_hid + 1)
    params = rng.uniform(-0.5, 0.5, size)
    for k in range(steps + 1):
        J, slope = cost_and_slope(params, n_in, n_hid, n_out, X, Y, reg)
        if k % 500 == 0:
            print("step", k, "J", round(J, 5))
        params = params - alpha * slope
    return params, J


if __name__ == "__main__":
    rng = np.random.RandomState(0)
    labels = np.repeat(np.arange(3), 20)
    centres = np.array([[0, 1.2], [1, -0.8], [-1, -0.8]])
    X = centres[labels] + rng.normal(0, 0.5, (60, 2))
    Y = np.eye(3)[labels]
    params, J = fit(X, Y, 8, reg=3.0, steps=3000, alpha=0.5)
    t1, t2 = reshape_params(params, 2, 8, 3)
    guess = sigmoid(with_ones(sigmoid(with_ones(X).dot(t1.T))).dot(t2.T)).argmax(axis=1)
    print("training accuracy", np.mean(guess == labels))
    print("cost at the end", J)
