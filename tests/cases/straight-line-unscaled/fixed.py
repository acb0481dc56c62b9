import numpy as np


def descend(x, y):
    slope = 0
    cut = 0
    rounds = 2000
    n = len(x)
    learning_rate = 0.02
    for i in range(rounds):
        y_hat = slope * x + cut
        cost = (1 / n) * sum([val ** 2 for val in (y - y_hat)])
        ds = -(2 / n) * sum(x * (y - y_hat))
        dc = -(2 / n) * sum(y - y_hat)
        slope = slope - learning_rate * ds
        cut = cut - learning_rate * dc
        if i < 5 or i % 400 == 399:
            print("slope {}, cut {}, cost {}, iteration {}".format(slope, cut, cost, i))
    return slope, cut


# age against blood pressure
x = np.array([21, 44, 62, 27, 55, 30, 57, 47, 59, 69, 45, 52, 61, 22, 64, 41, 28, 18, 33, 24])
y = np.array([121, 129, 140, 127, 135, 127, 137, 131, 138, 143, 129, 137, 144, 123, 142, 131, 123, 122, 127, 122])
x = (x - x.mean()) / x.std()
descend(x, y)
