import numpy as np


def draw_start():
    A = np.random.rand(16, 49) - 0.5
    a = np.random.rand(16, 1) - 0.5
    B = np.random.rand(5, 16) - 0.5
    b = np.random.rand(5, 1) - 0.5
    return A, a, B, b


def ramp(Z):
    return np.maximum(Z, 0)


def softmax(Z):
    E = np.exp(Z - Z.max(axis=0))
    return E / E.sum(axis=0)


def upward(A, a, B, b, X):
    s1 = A.dot(X) + a
    r1 = ramp(s1)
    s2 = B.dot(r1) + b
    return s1, r1, softmax(s2)


def as_columns(Y):
    result = np.zeros((5, Y.size))
    result[Y, np.arange(Y.size)] = 1
    return result


def downward(s1, r1, prob, B, X, Y):
    m = Y.size
    pull2 = prob - as_columns(Y)
    gB = 1 / m * pull2.dot(r1.T)
    gb = 1 / m * np.sum(pull2, axis=1, keepdims=True)
    pull1 = B.T.dot(pull2) * (s1 > 0)
    gA = 1 / m * pull1.dot(X.T)
    ga = 1 / m * np.sum(pull1, axis=1, keepdims=True)
    return gA, ga, gB, gb


def shift_all(A, a, B, b, gA, ga, gB, gb, pace):
    A = A - pace * gA
    a = a - pace * ga
    B = B - pace * gB
    b = b - pace * gb
    return A, a, B, b


def right_part(prob, Y):
    return np.mean(np.argmax(prob, axis=0) == Y)


def descend(X, Y, pace, rounds):
    A, a, B, b = draw_start()
    for i in range(rounds):
        s1, r1, prob = upward(A, a, B, b, X)
        gA, ga, gB, gb = downward(s1, r1, prob, B, X, Y)
        A, a, B, b = shift_all(A, a, B, b, gA, ga, gB, gb, pace)
        if i % 100 == 0:
            print("Iteration:", i, "accuracy:", right_part(prob, Y))
    return A, a, B, b


def grey_pictures(n):
    # 7 x 7 pixels from 0 to 255, five kinds of pattern
    patterns = np.random.randint(0, 2, (49, 5)) * 200
    Y = np.random.randint(0, 5, n)
    X = np.clip(patterns[:, Y] + np.random.normal(20, 60, (49, n)), 0, 255)
    return X, Y


if __name__ == "__main__":
    np.random.seed(15)
    X, Y = grey_pictures(400)
    X_train = X / 255.0
    params = descend(X_train, Y, 0.1, 501)
    print("accuracy at the end:", right_part(upward(*params, X_train)[2], Y))
