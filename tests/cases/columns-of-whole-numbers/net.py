import numpy as np

np.random.seed(14)


def load():
    # age, visits per year, distance in km, items bought; last column: comes back next year
    age = np.random.randint(18, 80, 400)
    visits = np.random.randint(0, 30, 400)
    km = np.random.randint(1, 60, 400)
    items = np.random.randint(0, 12, 400)
    wish = visits / 10 - km / 20 + (age > 50) * (items > 5) * 1.5 + 0.2 * np.random.randn(400)
    return np.array([age, visits, km, items, wish > np.median(wish)]).T


def unit_range(data):
    for j in range(data.shape[1]):
        low, high = data[:, j].min(), data[:, j].max()
        data[:, j] = (data[:, j] - low) / (high - low)
    return data


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


model = {"W1": np.random.randn(4, 10) * 0.7, "b1": np.zeros((1, 10)), "W2": np.random.randn(10, 1) * 0.4, "b2": np.zeros((1, 1))}
data = unit_range(load())
X, y = data[:, :4], data[:, 4:]

for epoch in range(3001):
    a1 = np.tanh(X.dot(model["W1"]) + model["b1"])
    p = sigmoid(a1.dot(model["W2"]) + model["b2"])
    if epoch % 500 == 0:
        print("epoch %d  loss %.4f" % (epoch, -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))))
    delta2 = (p - y) / len(X)
    delta1 = delta2.dot(model["W2"].T) * (1 - a1 ** 2)
    model["W2"] -= 1.0 * a1.T.dot(delta2)
    model["b2"] -= 1.0 * delta2.sum(axis=0, keepdims=True)
    model["W1"] -= 1.0 * X.T.dot(delta1)
    model["b1"] -= 1.0 * delta1.sum(axis=0, keepdims=True)

print("correct: %.3f" % np.mean((p > 0.5) == y))
