import numpy as np

np.random.seed(5)

# learn the sine over one period
angle = np.random.uniform(-np.pi, np.pi, (1, 400))
X = angle / np.pi
Y = np.sin(angle)

n_x, n_h, n_y = 1, 12, 1
theta = {
    "W1": np.random.randn(n_h, n_x),
    "b1": np.zeros((n_h, 1)),
    "W2": np.random.randn(n_y, n_h) * 0.1,
    "b2": np.zeros((n_y, 1)),
}
rate = 0.2
rounds = 6000


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def predict(X, theta):
    Z1 = np.dot(theta["W1"], X) + theta["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(theta["W2"], A1) + theta["b2"]
    A2 = Z2
    return A1, A2


def price(A2, Y):
    return np.mean((A2 - Y) ** 2) / 2


def slopes(X, Y, theta, A1, A2):
    part = 1 / X.shape[1]
    dZ2 = A2 - Y
    dW2 = part * np.dot(dZ2, A1.T)
    db2 = part * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = np.dot(theta["W2"].T, dZ2) * (1 - np.power(A1, 2))
    dW1 = part * np.dot(dZ1, X.T)
    db1 = part * np.sum(dZ1, axis=1, keepdims=True)
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


for i in range(rounds):
    A1, A2 = predict(X, theta)
    g = slopes(X, Y, theta, A1, A2)
    for name in theta:
        theta[name] = theta[name] - rate * g[name]
    if i % 1000 == 0:
        print("round", i, "cost", price(A2, Y))

test = np.array([[-90, -30, 0, 30, 60, 90]]) / 180
print("predicted", np.round(predict(test, theta)[1], 3))
print("wanted   ", np.round(np.sin(test * np.pi), 3))
print("mean square gap:", np.mean((predict(X, theta)[1] - Y) ** 2))
