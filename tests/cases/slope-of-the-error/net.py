import numpy as np


def squash(v, slope=False):
    if slope:
        return v * (1 - v)
    return 1 / (1 + np.exp(-v))


np.random.seed(4)
questions = np.array([[0, 0, 1],
                      [0, 1, 1],
                      [1, 0, 1],
                      [1, 1, 1]])
solutions = np.array([[0, 1, 1, 0]]).T

first_weights = 2 * np.random.random((3, 5)) - 1
second_weights = 2 * np.random.random((5, 1)) - 1

for lap in range(20000):
    first_guess = squash(np.dot(questions, first_weights))
    second_guess = squash(np.dot(first_guess, second_weights))

    second_miss = solutions - second_guess
    if lap % 4000 == 0:
        print("lap", lap, "miss", np.mean(np.abs(second_miss)))
    second_change = second_miss * squash(second_miss, slope=True)

    first_miss = np.dot(second_change, second_weights.T)
    first_change = first_miss * squash(first_guess, slope=True)

    second_weights += np.dot(first_guess.T, second_change)
    first_weights += np.dot(questions.T, first_change)

print("after training")
print(np.hstack([solutions, second_guess.round(3)]))
print("mean miss: %.5f" % np.mean(np.abs(solutions - second_guess)))
