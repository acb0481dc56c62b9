import numpy as np


def applySigmoid(x, giveMeTheDerivative=False):
    if giveMeTheDerivative:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))


def forward(inputs, weights):
    hidden = applySigmoid(np.dot(inputs, weights[0]))
    prediction = applySigmoid(np.dot(hidden, weights[1]))
    return hidden, prediction


def changes(inputs, keys, weights):
    hidden, prediction = forward(inputs, weights)
    error = keys - prediction
    change_in_error = error * applySigmoid(prediction, True)
    hidden_error = np.dot(change_in_error, weights[1].T)
    hidden_change = hidden_error * applySigmoid(hidden, True)
    return error, np.dot(inputs.T, hidden_change), np.dot(hidden.T, change_in_error)


def train(inputs, keys, weights, rounds):
    for r in range(rounds):
        error, first, second = changes(inputs, keys, weights)
        weights[0] += first
        weights[1] += second
        if r % 1000 == 0:
            print("iteration # %d, mean error %.4f" % (r, np.mean(np.abs(error))))
    return weights


def main():
    np.random.seed(1)
    # third column is always 1
    inputs = np.array([[0, 0, 1],
                       [1, 0, 1],
                       [0, 1, 1],
                       [1, 1, 1]])
    keys = np.array([[0, 1, 1, 0]]).T
    weights = [2 * np.random.random((3, 4)) - 1, 2 * np.random.random((4, 1)) - 1]
    weights = train(inputs, keys, weights, 6000)
    prediction = forward(inputs, weights)[1]
    print("output after training:", prediction.ravel())
    print("mean squared error", np.mean((keys - prediction) ** 2))


if __name__ == "__main__":
    main()
