import numpy as np


def side(point):
    # the border: y = 0.5 x + 3
    return 1 if point[1] > 0.5 * point[0] + 3 else -1


def make_points(n):
    points = np.random.uniform(-2, 8, (4 * n, 2))
    far = np.abs(points[:, 1] - 0.5 * points[:, 0] - 3) > 0.4
    points = points[far][:n]
    return points, np.array([side(p) for p in points])


def learn(points, labels, most):
    w = np.zeros(2)
    rounds = 0
    # as long as a point is on the wrong side
    while ~all(l * np.dot(w, p) > 0 for p, l in zip(points, labels)) and rounds < most:
        margins = labels * points.dot(w)
        i = np.argmin(margins)
        w = w + labels[i] * points[i]
        rounds += 1
    return w, rounds


if __name__ == '__main__':
    np.random.seed(12)
    points, labels = make_points(60)
    w, rounds = learn(points, labels, 20000)
    print('weights', w, 'after', rounds, 'rounds')
    print('share of points on the right side:', np.mean(np.sign(points.dot(w)) == labels))
