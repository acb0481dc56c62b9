import numpy as np
from numpy import linalg as LA

learning_factor = 0.9
accuracy = 0.05

entries = [[1, 2, 3], [3, 1, 2], [0, 1, 0], [2, 2, 0], [1, 0, 1]]
theoretical_outputs = [[0.1, 0.7], [0.8, 0.2], [0.2, 0.9], [0.3, 0.3], [0.6, 0.5]]

boltzmann = lambda x: 1 / (1 + np.exp(-x))
normalize = np.vectorize(boltzmann)


def output(W, Z, x):
    h = normalize(np.matmul(W, np.append(x, 1)))
    return h, normalize(np.matmul(Z, np.append(h, 1)))


def train(n_hidden, entries, outputs, most=60000):
    rng = np.random.RandomState(2)
    # random weight matrices W and Z, last column is the bias
    W = rng.uniform(-1, 1, (n_hidden, len(entries[0]) + 1))
    Z = rng.uniform(-1, 1, (len(outputs[0]), n_hidden + 1))

    distance = 1
    rounds = 0
    while distance > accuracy and rounds < most:
        distance = 0
        for x, t in zip(entries, outputs):
            x, t = np.asarray(x), np.asarray(t)
            h, o = output(W, Z, x)
            error = t - o
            output_error = o * (1 - o) * error
            hidden_error = h * (1 - h) * np.matmul(Z[:, :-1].T, output_error)
            Z = Z + learning_factor * output_error[:, np.newaxis] * np.append(h, 1)
            W = W + learning_factor * hidden_error[:, np.newaxis] * np.append(x, 1)
            distance = max(distance, LA.norm(t - o))
        rounds += 1
        if rounds % 500 == 0:
            print("round", rounds, "distance", distance)
    print("finished after", rounds, "rounds")
    return W, Z


W, Z = train(6, entries, theoretical_outputs)
worst = 0
for x, t in zip(entries, theoretical_outputs):
    o = output(W, Z, np.asarray(x))[1]
    worst = max(worst, LA.norm(np.asarray(t) - o))
    print(x, "wanted", t, "network", np.round(o, 3))
print("largest distance:", worst)
