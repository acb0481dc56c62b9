import numpy as np
import random


def softmax(x):
    x = x - np.max(x, axis=1, keepdims=True)
    x = np.exp(x)
    return x / np.sum(x, axis=1, keepdims=True)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def sigmoid_grad(s):
    return s * (1 - s)


def forward_backward_prop(data, labels, params, dimensions):
    """cost and gradient of a network with one hidden layer, all parameters in one vector"""
    ofs = 0
    Dx, H, Dy = (dimensions[0], dimensions[1], dimensions[2])

    W1 = np.reshape(params[ofs:ofs + Dx * H], (Dx, H))
    ofs += Dx * H
    b1 = np.reshape(params[ofs:ofs + H], (1, H))
    ofs += H
    W2 = np.reshape(params[ofs:ofs + H * Dy], (H, Dy))
    ofs += H * Dy
    b2 = np.reshape(params[ofs:ofs + Dy], (1, Dy))

    h = sigmoid(np.dot(data, W1) + b1)
    yhat = softmax(np.dot(h, W2) + b2)
    cost = -np.sum(np.log(yhat[labels == 1]))

    d3 = yhat - labels
    gradW2 = np.dot(h.T, d3)
    gradb2 = np.sum(d3, 0, keepdims=True)
    d2 = np.dot(d3, W2.T) * sigmoid_grad(h)
    gradW1 = np.dot(data.T, d2)
    gradb1 = np.sum(d2, 0)

    grad = np.concatenate((gradW1.flatten(), gradb1.flatten(), gradW2.flatten(), gradb2.flatten()))
    return cost, grad


def sgd(f, x0, step, iterations, anneal_every=1000):
    x = x0
    for it in range(1, iterations + 1):
        cost, grad = f(x)
        x = x - step * grad
        if it % 400 == 0:
            print("iter %d: %f" % (it, cost))
        if it % anneal_every == 0:
            step *= 0.5
    return x


def toy_problem():
    np.random.seed(314)
    random.seed(271)
    N = 24
    dimensions = [4, 12, 5]
    labels = np.zeros((N, dimensions[2]))
    data = np.random.randn(N, dimensions[0])
    for i in range(N):
        labels[i, random.randint(0, dimensions[2] - 1)] = 1
    params = np.random.randn((dimensions[0] + 1) * dimensions[1] + (dimensions[1] + 1) * dimensions[2])
    return data, labels, params, dimensions


if __name__ == "__main__":
    data, labels, params, dimensions = toy_problem()
    params = sgd(lambda p: forward_backward_prop(data, labels, p, dimensions), params, 0.05, 4000)
    cost, grad = forward_backward_prop(data, labels, params, dimensions)
    print("learned by heart, cost per sample: %.4f" % (cost / len(data)))
