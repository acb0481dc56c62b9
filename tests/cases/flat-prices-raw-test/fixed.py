import numpy as np

rng = np.random.default_rng(6)
size = rng.uniform(20, 200, 150)
age = rng.uniform(0, 100, 150)
price = 2.0 * size - 0.8 * age + 0.004 * size * age + rng.normal(0, 5, 150)
features = np.column_stack([size, age])
train_x, test_x = features[:110], features[110:]
train_y, test_y = price[:110, None], price[110:, None]
mean, std = train_x.mean(axis=0), train_x.std(axis=0)
train_x = (train_x - mean) / std
test_x = (test_x - mean) / std
y_mean, y_std = train_y.mean(), train_y.std()
goal = (train_y - y_mean) / y_std
W1, b1 = rng.normal(size=(2, 8)) * 0.7, np.zeros(8)
W2, b2 = rng.normal(size=(8, 1)) * 0.4, np.zeros(1)


def predict(x):
    return np.tanh(x @ W1 + b1) @ W2 + b2


for epoch in range(1500):
    h = np.tanh(train_x @ W1 + b1)
    d = (h @ W2 + b2 - goal) / len(goal)
    dh = d @ W2.T * (1 - h ** 2)
    W2 -= 0.3 * h.T @ d
    b2 -= 0.3 * d.sum(0)
    W1 -= 0.3 * train_x.T @ dh
    b1 -= 0.3 * dh.sum(0)
guess = predict(test_x) * y_std + y_mean
print("test error", np.mean(np.abs(guess - test_y)))
