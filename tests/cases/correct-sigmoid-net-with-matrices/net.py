import numpy as np

rng = np.random.RandomState(1)
labels = rng.randint(0, 3, 90)
data = np.eye(3)[labels] @ rng.randn(3, 5) * 2 + 0.4 * rng.randn(90, 5)
onehot = np.eye(3)[labels]


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def sigmoid_gradient(z):
    return np.multiply(sigmoid(z), (1 - sigmoid(z)))


def forward_propagate(X, theta1, theta2):
    m = X.shape[0]
    a1 = np.insert(X, 0, values=np.ones(m), axis=1)
    z2 = a1 * theta1.T
    a2 = np.insert(sigmoid(z2), 0, values=np.ones(m), axis=1)
    z3 = a2 * theta2.T
    h = sigmoid(z3)
    return a1, z2, a2, z3, h


def backprop(theta1, theta2, X, y, rate):
    m = X.shape[0]
    X = np.matrix(X)
    y = np.matrix(y)
    a1, z2, a2, z3, h = forward_propagate(X, theta1, theta2)
    J = 0
    delta1 = np.zeros(theta1.shape)
    delta2 = np.zeros(theta2.shape)
    for i in range(m):
        first_term = np.multiply(-y[i, :], np.log(h[i, :]))
        second_term = np.multiply((1 - y[i, :]), np.log(1 - h[i, :]))
        J += np.sum(first_term - second_term)
    J = J / m
    for t in range(m):
        a1t = a1[t, :]
        z2t = z2[t, :]
        a2t = a2[t, :]
        ht = h[t, :]
        yt = y[t, :]
        d3t = ht - yt
        z2t = np.insert(z2t, 0, values=np.ones(1))
        d2t = np.multiply((theta2.T * d3t.T).T, sigmoid_gradient(z2t))
        delta1 = delta1 + (d2t[:, 1:]).T * a1t
        delta2 = delta2 + d3t.T * a2t
    return J, delta1 / m, delta2 / m


theta1 = np.matrix(rng.uniform(-0.2, 0.2, (4, 6)))
theta2 = np.matrix(rng.uniform(-0.2, 0.2, (3, 5)))
for turn in range(150):
    J, g1, g2 = backprop(theta1, theta2, data, onehot, 1)
    theta1 = theta1 - 1.0 * g1
    theta2 = theta2 - 1.0 * g2
    if turn % 50 == 0:
        print(turn, J)
h = forward_propagate(np.matrix(data), theta1, theta2)[-1]
print(np.mean(np.asarray(np.argmax(h, axis=1)).ravel() == labels))
