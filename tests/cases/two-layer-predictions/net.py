import numpy as np


def apply_sigmoid(x, give_me_the_derivative=False):
    if give_me_the_derivative:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))


# is exactly one of the first two lamps on? (third column: always on)
lamps = np.array([[0, 0, 1],
                  [0, 1, 1],
                  [1, 0, 1],
                  [1, 1, 1]])
answers = np.array([[0, 1, 1, 0]]).T

np.random.seed(3)
layer_one_weights = 2 * np.random.random((3, 4)) - 1
layer_two_weights = 2 * np.random.random((4, 1)) - 1

for step in range(12000):
    layer_one_prediction = apply_sigmoid(np.dot(lamps, layer_one_weights))
    layer_two_prediction = apply_sigmoid(np.dot(layer_one_prediction, layer_two_weights))

    layer_two_error = answers - layer_two_prediction
    layer_two_change = layer_two_error * apply_sigmoid(layer_two_prediction, True)

    layer_one_error = layer_two_change.dot(layer_two_weights.T)
    layer_one_change = layer_one_error * apply_sigmoid(layer_one_error, True)

    layer_two_weights += layer_one_prediction.T.dot(layer_two_change)
    layer_one_weights += lamps.T.dot(layer_one_change)

    if step % 3000 == 0:
        print("step", step, "error", np.mean(np.abs(layer_two_error)))

print("predictions")
print(layer_two_prediction)
print("final error:", np.mean(np.abs(answers - layer_two_prediction)))
