import numpy as np

class Network:
    def __init__(self, layers, eta):
        self.L = len(layers) - 1
        self.eta = eta
        self.W = [np.random.randn(o, i) * np.sqrt(2.0 / i) for i, o in zip(layers, layers[1:])]
        self.B = [np.zeros((o, 1)) for o in layers[1:]]

    def forward(self, A):
        self.A = [A]
        for l in range(self.L):
            Z = self.W[l] @ self.A[-1] + self.B[l]
            if l < self.L - 1:
                self.A.append(np.maximum(0, Z))
            else:
                Z = np.exp(Z - Z.max(axis=0, keepdims=True))
                self.A.append(Z / Z.sum(axis=0, keepdims=True))
        return self.A[-1]

    def step(self, X, T):
        m = X.shape[1]
        P = self.forward(X)
        delta = (P - T) / m
        gW, gB = [None] * self.L, [None] * self.L
        for l in reversed(range(self.L)):
            gW[l] = delta @ self.A[l].T
            gB[l] = delta.sum(axis=1, keepdims=True)
            if l > 0:
                delta = (self.W[l].T @ delta) * (self.A[l] > 0)
        for l in range(self.L):
            self.W[l] -= self.eta * gW[l]
            self.B[l] -= self.eta * gB[l]
        return -np.sum(T * np.log(P + 1e-9)) / m

    def accuracy(self, X, T):
        P = self.forward(X)
        return np.mean(np.argmax(P, axis=0) == np.argmax(T, axis=0))


def blobs(n, centers):
    k = np.random.randint(0, len(centers), n)
    X = centers[k] + np.random.randn(n, centers.shape[1]) * 0.6
    return X.T, np.eye(len(centers))[k].T


if __name__ == "__main__":
    np.random.seed(5)
    centers = np.random.uniform(-2, 2, (6, 8))
    X, T = blobs(500, centers)
    Xv, Tv = blobs(200, centers)
    net = Network([8, 20, 12, 6], 0.1)
    bs = 50
    for epoch in range(40):
        perm = np.random.permutation(X.shape[1])
        losses = []
        for i in range(0, len(perm), bs):
            b = perm[i:i + bs]
            losses.append(net.step(X[:, b], T[:, b]))
        if epoch % 8 == 0:
            print("epoch %d loss %.4f val acc %.3f" % (epoch, np.mean(losses), net.accuracy(Xv, Tv)))
    print("validation accuracy = %.4f" % net.accuracy(Xv, Tv))
