import numpy as np


def one_hot(y, n_classes):
    T = np.zeros((len(y), n_classes))
    T[np.arange(len(y)), y] = 1
    return T


def softmax(s):
    s = np.exp(s - np.max(s, axis=1, keepdims=True))
    return s / np.sum(s, axis=1, keepdims=True)


def predict(X, model):
    a = np.tanh(np.matmul(X, model['w1']) + model['b1'])
    return a, softmax(np.matmul(a, model['w2']) + model['b2'])


def gradients(X, T, model):
    a, p = predict(X, model)
    d2 = (p - T) / len(X)
    d1 = np.matmul(d2, model['w2'].T) * (1 - a ** 2)
    return {'w1': np.matmul(X.T, d1), 'b1': np.sum(d1, axis=0),
            'w2': np.matmul(a.T, d2), 'b2': np.sum(d2, axis=0)}


def report(epoch, X, y, T, model):
    _, p = predict(X, model)
    loss = -np.mean(np.sum(T * np.log(p + 1e-10), axis=1))
    hits = np.mean(np.argmax(p, axis=1) == y)
    print(f"epoch {epoch:3d} loss {loss:.4f} hits {hits:.3f}")


def main():
    rng = np.random.default_rng(31)
    # four gestures, each a mean acceleration curve plus noise
    time = np.linspace(0, 1, 15)
    curves = np.array([np.sin(6 * time), np.cos(6 * time), time * 2 - 1, -np.abs(time - 0.5) * 2])
    y = rng.integers(0, 4, 480)
    X = curves[y] + rng.normal(0, 0.4, (480, 15))
    T = one_hot(y, 4)

    model = {'w1': rng.normal(0, 15 ** -0.5, (15, 18)), 'b1': np.zeros(18),
             'w2': rng.normal(0, 18 ** -0.5, (18, 4)), 'b2': np.zeros(4)}
    for epoch in range(41):
        order = rng.permutation(len(X))
        for part in np.array_split(order, 16):
            g = gradients(X[part], T[part], model)
            for name in model:
                model[name] -= 0.2 * g[name]
        if epoch % 10 == 0:
            report(epoch, X, y, T, model)


if __name__ == '__main__':
    main()
