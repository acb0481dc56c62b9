import numpy as np


def sigmoid(theta, x):
    return 1 / (1 + np.exp(-np.dot(theta, x)))


def make_digits(m, seed):
    """x: 37 x m (constant 1 on top), y: 10 x m"""
    rng = np.random.RandomState(seed)
    shapes = rng.binomial(1, 0.5, (36, 10))
    label = rng.randint(0, 10, m)
    pixels = np.clip(shapes[:, label] + rng.normal(0, 0.25, (36, m)), 0, 1)
    x = np.concatenate((np.ones((1, m)), pixels))
    y = np.zeros((10, m))
    y[label, np.arange(m)] = 1
    return np.matrix(x), np.matrix(y), label


def predict(theta_1, theta_2, x):
    hidden_layer = np.concatenate((np.ones((1, x.shape[1])), sigmoid(theta_1, x)))
    return np.asarray(sigmoid(theta_2, hidden_layer)).argmax(axis=0)


m = 300
x, y, label = make_digits(m, 1)
np.random.seed(0)
theta_1 = np.matrix(np.random.uniform(-0.3, 0.3, (25, 37)))
theta_2 = np.matrix(np.random.uniform(-0.3, 0.3, (10, 26)))
alpha = 2
print("right before:", np.mean(predict(theta_1, theta_2, x) == label))

# move the thetas in the right direction
for iter in range(0, 100):
    all_delta_1, all_delta_2 = 0, 0
    cost = 0
    # loop through each training example
    for t in range(0, m):
        hidden_layer = np.concatenate((np.ones((1, 1)), sigmoid(theta_1, x[:, t])))
        output_layer = sigmoid(theta_2, hidden_layer)
        cost -= np.sum(np.multiply(y[:, t], np.log(output_layer))
                       + np.multiply(1 - y[:, t], np.log(1 - output_layer))) / m
        # errors
        delta_3 = output_layer - y[:, t]
        delta_2 = np.multiply(theta_2.T * delta_3, np.multiply(hidden_layer, 1 - hidden_layer))
        all_delta_2 += delta_3 * hidden_layer.T
        all_delta_1 += delta_2[1:] * x[:, t].T
    delta_gradient_2 = all_delta_2 / m
    delta_gradient_1 = all_delta_1 / m
    theta_1 = theta_1 - alpha * delta_gradient_1
    theta_2 = theta_2 - alpha * delta_gradient_2
    if iter % 20 == 0:
        print("iteration", iter, "cost", cost)

print("right after:", np.mean(predict(theta_1, theta_2, x) == label))
