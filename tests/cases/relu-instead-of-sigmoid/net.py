import numpy as np


def relu(z):
    return np.maximum(z, 0)


def relu_grad(z):
    return (z > 0).astype(float)


def softmax(z):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def with_ones(a):
    return np.insert(a, 0, 1, axis=1)


def cost_of(target, a3, theta1, theta2, lamb):
    m = len(target)
    cost = -(target * np.log(a3) + (1 - target) * np.log(1 - a3)).sum() / m
    penalty = lamb / (2 * m) * ((theta1[1:] ** 2).sum() + (theta2[1:] ** 2).sum())
    return cost + penalty


def forward(data, theta1, theta2):
    a1 = with_ones(data)
    z2 = a1.dot(theta1)
    a2 = with_ones(relu(z2))
    a3 = softmax(a2.dot(theta2))
    return a1, z2, a2, a3


def accuracy(data, digit, theta1, theta2):
    return np.mean(forward(data, theta1, theta2)[3].argmax(axis=1) == digit)


def data_set(n, seed):
    rng = np.random.RandomState(seed)
    digit = rng.randint(0, 5, n)
    shapes = np.random.RandomState(99).rand(5, 20) * 80
    return shapes[digit] + rng.randn(n, 20) * 8, digit


if __name__ == "__main__":
    data, digit = data_set(300, 1)
    target = np.eye(5)[digit]
    rng = np.random.RandomState(0)
    theta1 = rng.uniform(-1, 1, (21, 12))
    theta2 = rng.uniform(-1, 1, (13, 5))
    alpha, m = 0.001, len(data)
    for i in range(1500):
        a1, z2, a2, a3 = forward(data, theta1, theta2)
        sigma3 = a3 - target
        sigma2 = sigma3.dot(theta2[1:].T) * relu_grad(z2)
        theta2 -= alpha * a2.T.dot(sigma3) / m
        theta1 -= alpha * a1.T.dot(sigma2) / m
        if i % 250 == 0:
            print("iteration", i, "cost", cost_of(target, a3, theta1, theta2, 0))
    a3 = forward(data, theta1, theta2)[3]
    print("accuracy", accuracy(data, digit, theta1, theta2))
    print("final cost:", cost_of(target, a3, theta1, theta2, 0))
