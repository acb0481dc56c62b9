import numpy as np


class RiskModel:
    """predicts from the codes of a patient's visits whether he comes back"""

    def __init__(self, n_codes, n_emb, n_hidden, drop=0.2, seed=0):
        self.rng = np.random.RandomState(seed)
        self.W_emb = self.rng.uniform(-0.3, 0.3, (n_codes, n_emb))
        self.W_hid = self.rng.uniform(-0.3, 0.3, (n_emb, n_hidden))
        self.b_hid = np.zeros(n_hidden)
        self.w_out = self.rng.uniform(-0.3, 0.3, (n_hidden, 1))
        self.b_out = np.zeros(1)
        self.drop = drop

    def dropout(self, state, training):
        if training:
            self.mask = self.rng.binomial(1, 1 - self.drop, state.shape)
            return state * self.mask
        return state * 0.5

    def forward(self, x, training):
        self.emb = x @ self.W_emb
        self.hid = np.maximum(0, self.emb @ self.W_hid + self.b_hid)
        self.kept = self.dropout(self.hid, training)
        return 1 / (1 + np.exp(-(self.kept @ self.w_out + self.b_out)))

    def step(self, x, y, lr):
        p = self.forward(x, True)
        d_out = (p - y) / len(x)
        d_hid = (d_out @ self.w_out.T) * self.mask * (self.hid > 0)
        g_emb = x.T @ (d_hid @ self.W_hid.T)
        self.w_out -= lr * self.kept.T @ d_out
        self.b_out -= lr * d_out.sum(axis=0)
        self.W_hid -= lr * self.emb.T @ d_hid
        self.b_hid -= lr * d_hid.sum(axis=0)
        self.W_emb -= lr * g_emb
        return -np.mean(y * np.log(p + 1e-9) + (1 - y) * np.log(1 - p + 1e-9))

    def evaluate(self, x, y):
        p = self.forward(x, False)
        loss = -np.mean(y * np.log(p + 1e-9) + (1 - y) * np.log(1 - p + 1e-9))
        return loss, np.mean((p > 0.5) == y)


if __name__ == "__main__":
    rng = np.random.RandomState(6)
    codes = rng.binomial(1, 0.3, (1400, 25)).astype(float)
    score = codes[:, :5].sum(axis=1) - codes[:, 5:9].sum(axis=1) * codes[:, 10] - 0.4
    back = (score > 0).astype(float).reshape(-1, 1)
    train_x, train_y, test_x, test_y = codes[:1000], back[:1000], codes[1000:], back[1000:]
    model = RiskModel(25, 12, 30)
    for epoch in range(60):
        order = rng.permutation(1000)
        losses = [model.step(train_x[order[k:k + 50]], train_y[order[k:k + 50]], 0.3) for k in range(0, 1000, 50)]
        if epoch % 10 == 9:
            loss, acc = model.evaluate(test_x, test_y)
            print("epoch %d train loss %.3f test loss %.3f accuracy %.3f" % (epoch + 1, np.mean(losses), loss, acc))
