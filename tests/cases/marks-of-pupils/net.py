import numpy as np


def half_squares(features, wanted, param):
    return np.sum((features.dot(param) - wanted) ** 2) / (2 * len(wanted))


def descend(features, wanted, param, eta=0.05, rounds=200):
    course = [0] * rounds
    for r in range(rounds):
        guess = features.dot(param)
        miss = guess - wanted
        slope = features.T.dot(miss)
        param = param - eta * slope
        course[r] = half_squares(features, wanted, param)
        if r % 40 == 0:
            print("round", r, "cost", course[r])
    return param, course


# marks of a thousand pupils in three subjects
rng = np.random.RandomState(6)
talent = rng.normal(0, 10, 1000)
maths = 66 + talent + rng.normal(0, 11, 1000)
reading = 69 + talent + rng.normal(0, 10, 1000)
writing = 0.2 * maths + 0.7 * reading + 5 + rng.normal(0, 4, 1000)

table = np.stack([maths, reading], axis=1)
table = (table - table.mean(axis=0)) / table.std(axis=0)
features = np.concatenate([np.ones((1000, 1)), table], axis=1)

param, course = descend(features, writing, np.zeros(3))
print("parameters", param)
print("cost in the end:", course[-1])
