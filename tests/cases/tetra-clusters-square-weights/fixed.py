import numpy as np


class DeepNet:
    """column convention: every sample is a column, weights are (out, in)"""

    def __init__(self, sizes, seed=2):
        rng = np.random.RandomState(seed)
        # position 0 stays empty so that weights[d] belongs to layer d
        self.weights = [None]
        self.biases = [None]
        for n_in, n_out in zip(sizes[:-1], sizes[1:]):
            self.weights.append(rng.randn(n_out, n_in) * np.sqrt(1.0 / n_in))
            self.biases.append(np.zeros((n_out, 1)))

    def forward(self, X):
        acts = [X]
        for d in range(1, len(self.weights)):
            z = self.weights[d].dot(acts[-1]) + self.biases[d]
            if d == len(self.weights) - 1:
                e = np.exp(z - z.max(axis=0, keepdims=True))
                acts.append(e / e.sum(axis=0, keepdims=True))
            else:
                acts.append(np.tanh(z))
        return acts

    def gradients(self, acts, Y):
        m = Y.shape[1]
        dws, dbs = [None] * len(self.weights), [None] * len(self.weights)
        dz = acts[-1] - Y
        for d in range(len(self.weights) - 1, 0, -1):
            dws[d] = dz.dot(acts[d - 1].T) / m
            dbs[d] = dz.sum(axis=1, keepdims=True) / m
            if d > 1:
                dz = self.weights[d].T.dot(dz) * (1 - acts[d - 1] ** 2)
        return dws, dbs

    def fit(self, X, Y, alpha, epochs):
        for epoch in range(epochs):
            acts = self.forward(X)
            if epoch % 300 == 0:
                print(epoch, "cross entropy", -np.mean(np.sum(Y * np.log(acts[-1] + 1e-12), axis=0)))
            dws, dbs = self.gradients(acts, Y)
            for d in range(1, len(self.weights)):
                self.weights[d] -= alpha * dws[d]
                self.biases[d] -= alpha * dbs[d]


if __name__ == "__main__":
    rng = np.random.RandomState(0)
    labels = rng.randint(0, 4, 320)
    # every class has two clouds, far apart
    centres = rng.randn(4, 2, 4) * 1.6
    X = (centres[labels, rng.randint(0, 2, 320)] + 0.3 * rng.randn(320, 4)).T
    Y = np.eye(4)[labels].T
    net = DeepNet([4, 4, 4, 4])
    net.fit(X, Y, 0.5, 1500)
    print("right:", np.mean(net.forward(X)[-1].argmax(axis=0) == labels))
