import numpy as np

rng = np.random.RandomState(9)


def sizes_to_net(sizes):
    Ws = [rng.randn(b, a) * np.sqrt(1.0 / a) for a, b in zip(sizes[:-1], sizes[1:])]
    bs = [np.zeros((b, 1)) for b in sizes[1:]]
    return Ws, bs


def forward(Ws, bs, X):
    outs = [X]
    for k in range(len(Ws)):
        Z = Ws[k].dot(outs[-1]) + bs[k]
        outs.append(np.tanh(Z) if k < len(Ws) - 1 else Z)
    return outs


def backward(Ws, outs, T):
    gWs, gbs = [None] * len(Ws), [None] * len(Ws)
    D = (outs[-1] - T) / T.shape[1]
    for k in reversed(range(len(Ws))):
        gWs[k] = D.dot(outs[k].T)
        gbs[k] = D.sum(axis=1, keepdims=True)
        if k:
            D = Ws[k].T.dot(D) * (1 - outs[k]) * (1 + outs[k])
    return gWs, gbs


class MomentumStepper:
    def __init__(self, alpha, gamma):
        self.alpha, self.gamma = alpha, gamma
        self.v = None

    def run(self, thetas, grads):
        if self.v is None:
            self.v = [np.zeros_like(t) for t in thetas]
        for theta, v, g in zip(thetas, self.v, grads):
            v *= self.gamma
            v -= self.alpha * g
            theta += v


X = rng.uniform(-2, 2, (2, 500))
T = np.vstack([X[0] * X[1] / 2, np.sin(X[0]) - 0.3 * X[1]])
Ws, bs = sizes_to_net([2, 24, 24, 2])
stepper = MomentumStepper(0.02, 0.9)
for epoch in range(80):
    order = rng.permutation(500)
    for s in range(0, 500, 25):
        part = order[s:s + 25]
        gWs, gbs = backward(Ws, forward(Ws, bs, X[:, part]), T[:, part])
        stepper.run(Ws + bs, gWs + gbs)
    if epoch % 20 == 19:
        print("epoch", epoch + 1, "squared distance", np.mean(np.sum((forward(Ws, bs, X)[-1] - T) ** 2, axis=0)))
print("rms in the end:", np.sqrt(np.mean((forward(Ws, bs, X)[-1] - T) ** 2)))
