import numpy as np


def softmax(z):
    z = z - np.max(z, axis=1, keepdims=True)
    e = np.exp(z)
    return e / np.sum(e, axis=1, keepdims=True)


class TinyMLP:
    def __init__(self, n_in, n_hid, n_out, seed=0):
        rng = np.random.RandomState(seed)
        self.Wh = 0.3 * rng.randn(n_in, n_hid)
        self.bh = np.zeros((1, n_hid))
        self.Wo = 0.3 * rng.randn(n_hid, n_out)
        self.bo = np.zeros((1, n_out))

    def forward(self, X):
        pre = X @ self.Wh + self.bh
        act = np.tanh(pre)
        return pre, act, softmax(act @ self.Wo + self.bo)

    def loss(self, X, T):
        return -np.mean(np.sum(T * np.log(self.forward(X)[2] + 1e-12), axis=1))

    def grads(self, X, T):
        pre, act, out = self.forward(X)
        p = out
        g_score = (p - T) / X.shape[0]
        g_Wo = act.T @ g_score
        g_bo = np.sum(g_score, axis=0, keepdims=True)
        g_act = g_score @ self.Wo.T
        g_pre = g_act * (1 - act ** 2)
        g_Wh = X.T @ g_pre
        g_bh = np.sum(g_pre, axis=0, keepdims=True)
        return {"Wh": g_Wh, "bh": g_bh, "Wo": g_Wo, "bo": g_bo}

    def fit(self, X, T, epochs, rate, size):
        order = np.random.RandomState(5)
        for epoch in range(1, epochs + 1):
            for part in np.array_split(order.permutation(len(X)), len(X) // size):
                for name, g in self.grads(X[part], T[part]).items():
                    getattr(self, name)[...] -= rate * g
            if epoch % 20 == 0:
                print("epoch %d train loss %.4f" % (epoch, self.loss(X, T)))

    def predict(self, X):
        return np.argmax(self.forward(X)[2], axis=1)


if __name__ == "__main__":
    rng = np.random.RandomState(9)
    label = rng.randint(0, 4, 800)
    turn = label * np.pi / 2 + rng.uniform(0, 1.2, 800)
    far = rng.uniform(0.5, 2.0, 800)
    X = np.column_stack([far * np.cos(turn + far), far * np.sin(turn + far)])
    T = np.eye(4)[label]
    mlp = TinyMLP(2, 30, 4)
    mlp.fit(X[:600], T[:600], 100, 0.3, 20)
    print("test accuracy", np.mean(mlp.predict(X[600:]) == label[600:]))
    print("test loss", mlp.loss(X[600:], T[600:]))
