import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def calc_loss(theta, X, n_hidden):
    """one layer of an autoencoder, the decoder is the encoder transposed"""
    n_rows, n_vars = X.shape
    W = theta.reshape(n_vars, n_hidden)

    hidden = sigmoid(X.dot(W))
    output = sigmoid(hidden.dot(W.T))

    diff = output - X
    error = diff * output * (1 - output)
    hidden_error = error.dot(W) * hidden * (1 - hidden)
    dW = error.T.dot(hidden) + X.T.dot(hidden_error)

    loss = 0.5 * np.sum(diff ** 2) / n_rows
    return loss, dW.ravel() / n_rows


def derivative_check(theta, X, n_hidden, rng, count=5):
    grad = calc_loss(theta, X, n_hidden)[1]
    worst = 0
    for i in rng.choice(theta.size, count, replace=False):
        bump = np.zeros(theta.size)
        bump[i] = 1e-5
        numeric = (calc_loss(theta + bump, X, n_hidden)[0] - calc_loss(theta - bump, X, n_hidden)[0]) / 2e-5
        print("   parameter", i, "mine", grad[i], "numeric", numeric)
        worst = max(worst, abs(grad[i] - numeric))
    return worst


def descend(theta, X, n_hidden, rate=1.0, rounds=600):
    step = np.zeros_like(theta)
    for r in range(rounds):
        loss, grad = calc_loss(theta, X, n_hidden)
        step = 0.9 * step - rate * grad
        theta = theta + step
        if r % 150 == 0:
            print("round", r, "loss", loss)
    return theta


def stroke_pictures(n, rng):
    pics = np.zeros((n, 8, 8))
    for k in range(n):
        pics[k, rng.integers(8)] = 1
        pics[k, :, rng.integers(8)] = 1
    return np.clip(pics.reshape(n, 64), 0.05, 0.95)


if __name__ == "__main__":
    rng = np.random.default_rng(21)
    X = stroke_pictures(200, rng)
    n_hidden = 16
    theta = rng.normal(0, 0.15, 64 * n_hidden)
    print("derivative check, largest gap:", derivative_check(theta, X, n_hidden, rng))
    theta = descend(theta, X, n_hidden, rate=0.2)
    print("loss after training:", calc_loss(theta, X, n_hidden)[0])
