import numpy as np


def sigmoid(s):
    return 1 / (1 + np.exp(-s))


def build_model(width, seed):
    r = np.random.RandomState(seed)
    model = dict(W1=r.randn(3, width) * 0.8, b1=np.zeros((1, width)),
                 W2=r.randn(width, width) * 0.8, b2=np.zeros((1, width)),
                 W3=r.randn(width, 1) * 0.8, b3=np.zeros((1, 1)))
    return model


def calculate_loss(model, X, y):
    p = feed(model, X)[-1]
    return -np.mean(y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12))


def feed(model, X):
    a1 = np.tanh(X.dot(model['W1']) + model['b1'])
    a2 = np.tanh(a1.dot(model['W2']) + model['b2'])
    a3 = sigmoid(a2.dot(model['W3']) + model['b3'])
    return a1, a2, a3


def gradients(model, X, y):
    a1, a2, a3 = feed(model, X)
    delta4 = (a3 - y) / len(X)
    delta3 = delta4.dot(model['W3'].T) * (1 - a2 ** 2)
    delta2 = delta3.dot(model['W2'].T) * (1 - a1 ** 2)
    return dict(W3=a2.T.dot(delta4), b3=delta4.sum(axis=0, keepdims=True),
                W2=delta3.T.dot(a1), b2=delta3.sum(axis=0, keepdims=True),
                W1=X.T.dot(delta2), b1=delta2.sum(axis=0, keepdims=True))


def fit(model, X, y, passes, epsilon):
    for i in range(passes):
        grads = gradients(model, X, y)
        for name in model:
            model[name] -= epsilon * grads[name]
        if i % 400 == 0:
            print("Loss after iteration %i: %f" % (i, calculate_loss(model, X, y)))
    return model


def octants(n):
    # +1 in four of the eight corners of a cube: sign of the product
    r = np.random.RandomState(3)
    X = r.uniform(-1, 1, (n, 3))
    X += 0.15 * np.sign(X)
    return X, (X.prod(axis=1, keepdims=True) > 0).astype(float)


if __name__ == "__main__":
    X, y = octants(300)
    model = fit(build_model(10, 0), X, y, 1500, 0.5)
    print("final loss: %f" % calculate_loss(model, X, y))
    print("accuracy: %f" % np.mean((feed(model, X)[-1] > 0.5) == (y > 0.5)))
