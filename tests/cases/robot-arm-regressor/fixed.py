import numpy as np


class ArmNet:
    # joint angles in, position of the hand out

    def __init__(self, n_in=2, n_hidden=30, n_out=2, eta=0.05, seed=17):
        self.rs = np.random.RandomState(seed)
        self.eta = eta
        self.w_ih = self.rs.randn(n_in, n_hidden) / np.sqrt(n_in)
        self.b_h = self.rs.randn(n_hidden) * 0.5
        self.w_ho = self.rs.randn(n_hidden, n_out) / np.sqrt(n_hidden)
        self.b_o = np.zeros(n_out)

    def _forward(self, X):
        net_h = X.dot(self.w_ih) + self.b_h
        out_h = np.tanh(net_h)
        return net_h, out_h, out_h.dot(self.w_ho) + self.b_o

    def fit(self, X, Y, epochs=300, batch=25):
        self.history = []
        for ep in range(epochs):
            idx = self.rs.permutation(X.shape[0])
            for start in range(0, X.shape[0], batch):
                rows = idx[start:start + batch]
                net_h, out_h, out = self._forward(X[rows])
                delta_o = (out - Y[rows]) / len(rows)
                delta_h = delta_o.dot(self.w_ho.T) * (1.0 - out_h ** 2)
                grad_ho = out_h.T.dot(delta_o)
                grad_ih = X[rows].T.dot(delta_h)
                self.w_ho -= self.eta * grad_ho
                self.b_o -= self.eta * delta_o.sum(axis=0)
                self.w_ih -= self.eta * grad_ih
                self.b_h -= self.eta * delta_h.sum(axis=0)
            self.history.append(self.score(X, Y))
            if ep % 60 == 59:
                print("epoch", ep + 1, "mean squared distance", self.history[-1])
        return self

    def predict(self, X):
        return self._forward(X)[2]

    def score(self, X, Y):
        return np.mean(np.sum((self.predict(X) - Y) ** 2, axis=1))


if __name__ == "__main__":
    rs = np.random.RandomState(0)
    angles = rs.uniform(-1.5, 1.5, (500, 2))
    hand = np.c_[np.cos(angles[:, 0]) + 0.7 * np.cos(angles.sum(axis=1)),
                 np.sin(angles[:, 0]) + 0.7 * np.sin(angles.sum(axis=1))]
    model = ArmNet().fit(angles[:400], hand[:400])
    print("held out:", model.score(angles[400:], hand[400:]))
