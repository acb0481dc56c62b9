import numpy as np


class Classifier:
    def __init__(self, n_in, n_hidden, n_out, seed):
        g = np.random.default_rng(seed)
        self.theta = {"U": g.normal(0, 1, (n_hidden, n_in)) / n_in ** 0.5, "u": np.zeros((n_hidden, 1)),
                      "V": g.normal(0, 1, (n_out, n_hidden)) / n_hidden ** 0.5, "v": np.zeros((n_out, 1))}

    def forward(self, X):
        t = self.theta
        self.Z = t["U"] @ X + t["u"]
        self.A = self.Z / (1 + np.exp(-self.Z))        # swish
        S = t["V"] @ self.A + t["v"]
        E = np.exp(S - S.max(axis=0))
        self.P = E / E.sum(axis=0)
        return self.P

    def backward(self, X, T):
        n = X.shape[1]
        # squared error on probabilities, so the whole Jacobian is needed
        J = np.einsum("in,ij->nij", self.P, np.eye(len(self.P))) - np.einsum("in,jn->nij", self.P, self.P)
        dS = np.einsum("nij,jn->in", J, 2 * (self.P - T) / n)
        sig = 1 / (1 + np.exp(-self.Z))
        dZ = (self.theta["V"].T @ dS) * (sig + self.A * (1 - sig))
        return {"V": dS @ self.A.T, "v": dS.sum(axis=1, keepdims=True),
                "U": dZ @ X.T, "u": dZ.sum(axis=1, keepdims=True)}

    def step(self, grads, rate):
        self.theta = {k: self.theta[k] - rate * grads[k] for k in self.theta}


if __name__ == "__main__":
    g = np.random.default_rng(77)
    phi = g.uniform(0, 2 * np.pi, 300)
    radius = g.choice([0.5, 1.5, 2.5], 300)
    X = np.vstack([radius * np.cos(phi), radius * np.sin(phi)]) + g.normal(0, 0.1, (2, 300))
    T = np.equal.outer(np.array([0.5, 1.5, 2.5]), radius).astype(float)
    c = Classifier(2, 24, 3, 1)
    for k in range(1500):
        P = c.forward(X)
        c.step(c.backward(X, T), 1.0)
        if k % 300 == 0:
            print(k, "score", np.sum((P - T) ** 2) / 300)
    print("right:", np.mean(P.argmax(axis=0) == T.argmax(axis=0)))
