import numpy as np

slope, height = 1.0, 1.0


def target(p):
    """+1 above the line, -1 below it"""
    if p[1] > slope * p[0] + height:
        return 1
    return -1


def simulate(n, seed):
    rng = np.random.default_rng(seed)
    points = []
    while len(points) < n:
        p = rng.normal([1, 2], 1.2)
        # leave a gap around the line
        if abs(p[1] - slope * p[0] - height) > 0.25:
            points.append(p)
    X = np.array(points)
    y = np.array([target(p) for p in X])
    return X, y


def right(w, x, label):
    return label * np.dot(w, x) > 0


def perceptron(X, y, cap=20000):
    w = np.zeros(X.shape[1])
    rounds = 0
    while ~all(right(w, x, label) for x, label in zip(X, y)) and rounds < cap:
        # first sample on the wrong side
        i = np.where([y * np.dot(X, w) <= 0])[0][0]
        w = w + y[i] * X[i]
        rounds += 1
        if rounds % 4000 == 0:
            print("round", rounds, "w", w)
    return w, rounds


if __name__ == '__main__':
    X, y = simulate(60, 5)
    w, rounds = perceptron(X, y)
    print("w =", w, "after", rounds, "rounds")
    wrong = sum(not right(w, x, label) for x, label in zip(X, y))
    print("samples on the wrong side:", wrong)
