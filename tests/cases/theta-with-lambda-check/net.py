import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def roll(theta, n_in, n_hid, n_out):
    cut = n_hid * (n_in + 1)
    return theta[:cut].reshape(n_hid, n_in + 1), theta[cut:].reshape(n_out, n_hid + 1)


def with_ones(A):
    return np.hstack([np.ones((A.shape[0], 1)), A])


def nn_cost(theta, n_in, n_hid, n_out, X, Y, reg_param):
    """cost and unrolled gradient, first column of each Theta is the bias"""
    Theta1, Theta2 = roll(theta, n_in, n_hid, n_out)
    m = X.shape[0]
    A1 = with_ones(X)
    A2 = with_ones(sigmoid(A1.dot(Theta1.T)))
    H = sigmoid(A2.dot(Theta2.T))

    J = -np.sum(Y * np.log(H) + (1 - Y) * np.log(1 - H)) / m
    J += reg_param / (2 * m) * (np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2))

    D3 = H - Y
    D2 = D3.dot(Theta2[:, 1:]) * A2[:, 1:] * (1 - A2[:, 1:])
    grad1 = D2.T.dot(A1) / m
    grad2 = D3.T.dot(A2) / m
    grad1 += reg_param / m * Theta1
    grad2 += reg_param / m * Theta2
    return J, np.concatenate([grad1.ravel(), grad2.ravel()])


def check_gradients(reg_param):
    rng = np.random.RandomState(0)
    theta = rng.uniform(-0.5, 0.5, 5 * 4 + 3 * 6)
    X = rng.randn(7, 3)
    Y = np.eye(3)[np.arange(7) % 3]
    cost = lambda t: nn_cost(t, 3, 5, 3, X, Y, reg_param)[0]
    grad = nn_cost(theta, 3, 5, 3, X, Y, reg_param)[1]
    numgrad = np.zeros_like(theta)
    for i in range(theta.size):
        bump = np.zeros_like(theta)
        bump[i] = 1e-4
        numgrad[i] = (cost(theta + bump) - cost(theta - bump)) / 2e-4
    return np.linalg.norm(numgrad - grad) / np.linalg.norm(numgrad + grad)


def train(X, Y, n_hid, reg_param, alpha, steps):
    rng = np.random.RandomState(1)
    n_in, n_out = X.shape[1], Y.shape[1]
    theta = rng.uniform(-0.3, 0.3, n_hid * (n_in + 1) + n_out * (n_hid + 1))
    for i in range(steps):
        J, grad = nn_cost(theta, n_in, n_hid, n_out, X, Y, reg_param)
        theta -= alpha * grad
        if i % 200 == 0:
            print("step", i, "J", J)
    return theta


if __name__ == "__main__":
    print("relative difference without penalty: %g" % check_gradients(0))
    print("relative difference with penalty: %g" % check_gradients(3))

    rng = np.random.RandomState(2)
    kind = rng.randint(0, 4, 240)
    X = rng.randn(4, 10)[kind] * 1.2 + 0.7 * rng.randn(240, 10) + 2.0
    Y = np.eye(4)[kind]
    theta = train(X, Y, 8, 1.0, 0.5, 801)
    Theta1, Theta2 = roll(theta, 10, 8, 4)
    H = sigmoid(with_ones(sigmoid(with_ones(X).dot(Theta1.T))).dot(Theta2.T))
    print("accuracy", np.mean(H.argmax(axis=1) == kind))
