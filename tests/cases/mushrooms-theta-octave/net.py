import numpy as np

np.random.seed(0)


def g(z):
    return 1.0 / (1.0 + np.exp(-z))


def add_ones(M):
    return np.hstack([np.ones((M.shape[0], 1)), M])


def cost_function(Theta1, Theta2, X, y):
    m = X.shape[0]
    a1 = add_ones(X)
    z2 = a1.dot(Theta1.T)
    a2 = add_ones(g(z2))
    z3 = a2.dot(Theta2.T)
    h = g(z3)

    J = -(1 / m) * np.sum(y * np.log(h + 1e-10) + (1 - y) * np.log(1 - h + 1e-10))

    d3 = (h - y) * h * (1 - h)
    d2 = d3.dot(Theta2[:, 1:]) * g(z2) * (1 - g(z2))
    Theta1_grad = d2.T.dot(a1) / m
    Theta2_grad = d3.T.dot(a2) / m
    return J, Theta1_grad, Theta2_grad


def mushrooms(m):
    # cap width, stem length, gill spacing, smell: poisonous or not
    X = np.random.randn(m, 4)
    smelly = X[:, 3] > 0.3
    strange = (X[:, 0] * X[:, 1] > 0.2) & (X[:, 2] < 0.8)
    return X, (smelly | strange).astype(float).reshape(m, 1)


def predict(Theta1, Theta2, X):
    return g(add_ones(g(add_ones(X).dot(Theta1.T))).dot(Theta2.T)) > 0.5


if __name__ == '__main__':
    X, y = mushrooms(500)
    epsilon_init = 1.2
    Theta1 = np.random.rand(8, 5) * 2 * epsilon_init - epsilon_init
    Theta2 = np.random.rand(1, 9) * 2 * epsilon_init - epsilon_init
    alpha = 1.0
    for i in range(1500):
        J, G1, G2 = cost_function(Theta1, Theta2, X, y)
        Theta1 = Theta1 - alpha * G1
        Theta2 = Theta2 - alpha * G2
        if i % 250 == 0:
            print('iteration', i, 'J =', J)
    print('Training accuracy:', np.mean(predict(Theta1, Theta2, X) == y) * 100)
    print('final J = %.5f' % cost_function(Theta1, Theta2, X, y)[0])
