import numpy as np

# one shop per row: stock, staff, opening hours (in tens)
inputs = np.array([[0.3, 0.5, 0.1],
                   [0.9, 0.2, 0.6],
                   [0.4, 0.8, 0.7],
                   [0.1, 0.1, 0.9]])
# customers in the morning, at noon, in the evening
goal = np.array([[1.5, 0.2, 3.1],
                 [2.9, 1.9, 4.0],
                 [3.0, 1.2, 6.2],
                 [1.2, 1.4, 1.9]])

weights = np.array([[0.1, 0.2, 0.05],
                    [1.0, 0.53, 0.5],
                    [1.7, 2.3, 1.2]])
learning_rate = 0.1


def ann(row, weights):
    return np.dot(weights, row)


def errors(weights):
    return sum(np.sum((ann(r, weights) - g) ** 2) for r, g in zip(inputs, goal))


print("before:", errors(weights))

for i in range(2000):
    for row, wanted in zip(inputs, goal):
        prediction = ann(row, weights)
        pure_error = prediction - wanted
        derivative = np.outer(pure_error, row)
        weights = weights - learning_rate * derivative
    if i % 400 == 0:
        print("round", i, "error", errors(weights))

for row, wanted in zip(inputs, goal):
    print(wanted, np.round(ann(row, weights), 2))
print("error at the end: %.6f" % errors(weights))
