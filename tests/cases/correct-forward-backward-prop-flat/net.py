import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def sigmoid_grad(s):
    """gradient of the sigmoid, s is sigmoid(x)"""
    return s * (1 - s)


def softmax(x):
    x = x - np.max(x, axis=-1, keepdims=True)
    return np.exp(x) / np.sum(np.exp(x), axis=-1, keepdims=True)


def forward_backward_prop(X, labels, params, dimensions):
    # take the parameters out of the vector
    ofs = 0
    Dx, H, Dy = dimensions
    W1 = np.reshape(params[ofs:ofs + Dx * H], (Dx, H))
    ofs += Dx * H
    b1 = np.reshape(params[ofs:ofs + H], (1, H))
    ofs += H
    W2 = np.reshape(params[ofs:ofs + H * Dy], (H, Dy))
    ofs += H * Dy
    b2 = np.reshape(params[ofs:ofs + Dy], (1, Dy))

    # forward
    h = sigmoid(X.dot(W1) + b1)
    yhat = softmax(h.dot(W2) + b2)
    cost = np.sum(-np.log(yhat[labels == 1])) / X.shape[0]

    # backward
    d3 = (yhat - labels) / X.shape[0]
    gradW2 = np.dot(h.T, d3)
    gradb2 = np.sum(d3, 0, keepdims=True)
    d2 = np.dot(d3, W2.T) * sigmoid_grad(h)
    gradW1 = np.dot(X.T, d2)
    gradb1 = np.sum(d2, 0)

    grad = np.concatenate((gradW1.flatten(), gradb1.flatten(), gradW2.flatten(), gradb2.flatten()))
    return cost, grad


def sgd(f, x0, step, iterations, print_every=1000, anneal_every=3000):
    x = x0
    for it in range(1, iterations + 1):
        cost, grad = f(x)
        x = x - step * grad
        if it % print_every == 0:
            print("iter %d: %f" % (it, cost))
        if it % anneal_every == 0:
            step *= 0.5
    return x


def sanity_check(f, x):
    cost, grad = f(x)
    for ix in range(0, len(x), 7):
        old = x[ix]
        x[ix] = old + 1e-4
        up = f(x)[0]
        x[ix] = old - 1e-4
        down = f(x)[0]
        x[ix] = old
        numgrad = (up - down) / 2e-4
        assert abs(numgrad - grad[ix]) / max(1, abs(numgrad), abs(grad[ix])) < 1e-5, ix
    print("Gradient check passed!")


if __name__ == "__main__":
    np.random.seed(31415)
    dimensions = [2, 10, 3]
    data = np.random.uniform(-1, 1, (200, 2))
    labels = np.zeros((200, 3))
    for i, (a, b) in enumerate(data):
        labels[i, 0 if a * b > 0.1 else 1 if a * b < -0.1 else 2] = 1
    params = np.random.randn((dimensions[0] + 1) * dimensions[1] + (dimensions[1] + 1) * dimensions[2])
    f = lambda p: forward_backward_prop(data, labels, p, dimensions)
    sanity_check(f, params)
    params = sgd(f, params, 5.0, 6000)
    print("final cost:", f(params)[0])
