import numpy as np


def g(z):
    return 1.0 / (1.0 + np.exp(-z))


def roll(nn_params, n, hidden, labels):
    cut = hidden * (n + 1)
    return (nn_params[:cut].reshape(hidden, n + 1),
            nn_params[cut:].reshape(labels, hidden + 1))


def nn_cost(nn_params, n, hidden, labels, X, y, lam):
    Theta1, Theta2 = roll(nn_params, n, hidden, labels)
    m = X.shape[0]
    Y = np.zeros((m, labels))
    Y[np.arange(m), y - 1] = 1          # labels count from 1

    J = 0.0
    Delta1 = np.zeros_like(Theta1)
    Delta2 = np.zeros_like(Theta2)
    for t in range(m):
        a1 = np.concatenate(([1], X[t]))
        z2 = Theta1 @ a1
        a2 = np.concatenate(([1], g(z2)))
        a3 = g(Theta2 @ a2)
        J -= np.sum(Y[t] * np.log(a3) + (1 - Y[t]) * np.log(1 - a3))

        d3 = a3 - Y[t]
        d2 = (Theta2.T @ d3 * a2 * (1 - a2))[1:]
        Delta2 += np.outer(d3, a2)
        Delta1 += np.outer(d2, a1)

    J = J / m + lam / (2 * m) * (np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2))
    reg1, reg2 = lam * Theta1, lam * Theta2
    reg1[:, 0] = 0
    reg2[:, 0] = 0
    return J, np.concatenate([((Delta1 + reg1) / m).ravel(), ((Delta2 + reg2) / m).ravel()])


def numerical(J, theta):
    e = 1e-4
    out = np.zeros_like(theta)
    shift = np.zeros_like(theta)
    for p in range(theta.size):
        shift[p] = e
        out[p] = (J(theta + shift) - J(theta - shift)) / (2 * e)
        shift[p] = 0
    return out


def classify(nn_params, n, hidden, labels, X):
    Theta1, Theta2 = roll(nn_params, n, hidden, labels)
    h = g(np.c_[np.ones(len(X)), X] @ Theta1.T)
    return np.argmax(g(np.c_[np.ones(len(h)), h] @ Theta2.T), axis=1) + 1


if __name__ == "__main__":
    rng = np.random.RandomState(2)
    n, hidden, labels = 9, 7, 4
    marks = rng.rand(labels, n) > 0.5
    y = rng.randint(1, labels + 1, 120)
    X = marks[y - 1] + 0.3 * rng.randn(120, n)
    theta = rng.uniform(-0.3, 0.3, hidden * (n + 1) + labels * (hidden + 1))

    J, grad = nn_cost(theta, n, hidden, labels, X[:10], y[:10], 3)
    num = numerical(lambda p: nn_cost(p, n, hidden, labels, X[:10], y[:10], 3)[0], theta)
    print("relative difference", np.linalg.norm(num - grad) / np.linalg.norm(num + grad))

    for it in range(400):
        J, grad = nn_cost(theta, n, hidden, labels, X, y, 0.1)
        theta -= 1.5 * grad
        if it % 100 == 0:
            print("iteration", it, "cost", J)
    print("Training set accuracy:", np.mean(classify(theta, n, hidden, labels, X) == y))
