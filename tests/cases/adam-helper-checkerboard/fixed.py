import numpy as np

class AdamHelper:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.mean = {}
        self.square = {}
        self.count = 0

    def apply(self, weights, grads):
        self.count += 1
        for name, g in grads.items():
            if name not in self.mean:
                self.mean[name] = np.zeros_like(g)
                self.square[name] = np.zeros_like(g)
            self.mean[name] = self.beta1 * self.mean[name] + (1 - self.beta1) * g
            self.square[name] = self.beta2 * self.square[name] + (1 - self.beta2) * g * g
            m_hat = self.mean[name] / (1 - self.beta1 ** self.count)
            s_hat = self.square[name] / (1 - self.beta2 ** self.count)
            weights[name] = weights[name] - self.lr * m_hat / (np.sqrt(s_hat) + 1e-8)

class Board:
    def __init__(self, hidden):
        self.w = {"w1": np.random.randn(2, hidden) * 1.5, "b1": np.random.randn(hidden) * 0.5,
                  "w2": np.random.randn(hidden, 1) / np.sqrt(hidden), "b2": np.zeros(1)}

    def prob(self, x):
        self.h = np.tanh(x @ self.w["w1"] + self.b("b1"))
        return 1 / (1 + np.exp(-(self.h @ self.w["w2"] + self.b("b2"))))

    def b(self, name):
        return self.w[name]

    def gradients(self, x, y):
        p = self.prob(x)
        err = (p - y) / len(x)
        errh = err @ self.w["w2"].T * (1 - self.h * self.h)
        loss = -np.mean(np.log(np.where(y == 1, p, 1 - p) + 1e-12))
        return loss, {"w1": x.T @ errh, "b1": errh.sum(axis=0), "w2": self.h.T @ err, "b2": err.sum(axis=0)}

def squares(n):
    x = np.random.uniform(-1.5, 1.5, (n, 2))
    y = (np.floor(x[:, :1] + 0.5) + np.floor(x[:, 1:] + 0.5)) % 2
    return x, y

if __name__ == "__main__":
    np.random.seed(13)
    x, y = squares(800)
    board, adam = Board(30), AdamHelper(lr=0.02)
    for it in range(2500):
        some = np.random.randint(0, len(x), 64)
        loss, grads = board.gradients(x[some], y[some])
        adam.apply(board.w, grads)
        if it % 500 == 0:
            print("iter", it, "loss", loss)
    loss, _ = board.gradients(x, y)
    print("loss on all points:", loss)
