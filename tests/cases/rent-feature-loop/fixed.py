import numpy as np

np.random.seed(4)
# size in 10 m2, rooms, distance to the centre in km, already centred
flats = np.random.randn(150, 3)
rent = (8 + 3 * flats[:, 0] + 1.5 * flats[:, 1] - 2 * flats[:, 2] + 0.3 * np.random.randn(150))


def predict(theta, features):
    return theta[0] + features.dot(theta[1:])


def cost(theta, features, target):
    return np.mean((predict(theta, features) - target) ** 2) / 2


def gradient_descent(features, target, alpha, rounds):
    theta = np.zeros(features.shape[1] + 1)
    for it in range(rounds):
        difference = predict(theta, features) - target
        slope = np.zeros(theta.shape)
        slope[0] = difference.mean()
        for j in range(features.shape[1]):
            slope[j + 1] = np.mean(difference * features[:, j])
        theta = theta - alpha * slope
        if it % 100 == 0:
            print("round", it, "cost", cost(theta, features, target))
    return theta


theta = gradient_descent(flats, rent, 0.05, 600)
print("theta", theta)
guess = predict(theta, flats)
print("explained part of the spread: %.4f" % (1 - np.var(guess - rent.ravel()) / np.var(rent)))
