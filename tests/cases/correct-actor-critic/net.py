import numpy as np

rng = np.random.RandomState(13)
SIDE, GAMMA, ENVS = 5, 0.95, 16
WALLS = {(1, 1), (1, 2), (3, 3), (2, 3)}
MOVES = [(-1, 0), (1, 0), (0, -1), (0, 1)]


class Grid:
    def reset(self):
        while True:
            self.at = tuple(rng.randint(0, SIDE, 2))
            if self.at not in WALLS and self.at != (4, 4):
                self.t = 0
                return self.at

    def step(self, a):
        new = (self.at[0] + MOVES[a][0], self.at[1] + MOVES[a][1])
        if min(new) >= 0 and max(new) < SIDE and new not in WALLS:
            self.at = new
        self.t += 1
        goal = self.at == (4, 4)
        return self.at, 1.0 if goal else -0.02, goal, self.t >= 60


def encode(cells):
    X = np.zeros((len(cells), SIDE * SIDE))
    X[np.arange(len(cells)), [r * SIDE + c for r, c in cells]] = 1
    return X


class Net:
    """one hidden layer; backward gets dL/d(output) for a batch"""

    def __init__(self, n_out, lr):
        self.W1, self.b1 = rng.randn(SIDE * SIDE, 32) * 0.3, np.zeros(32)
        self.W2, self.b2 = rng.randn(32, n_out) * 0.05, np.zeros(n_out)
        self.lr = lr

    def forward(self, X):
        self.X, self.h = X, np.tanh(X @ self.W1 + self.b1)
        return self.h @ self.W2 + self.b2

    def grads(self, d):
        dh = (d @ self.W2.T) * (1 - self.h ** 2)
        return self.X.T @ dh, dh.sum(0), self.h.T @ d, d.sum(0)

    def descend(self, d):
        for p, g in zip((self.W1, self.b1, self.W2, self.b2), self.grads(d)):
            p -= self.lr * g


def softmax(z):
    e = np.exp(z - z.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def actor_loss(logits, a, adv, beta):
    """-mean(adv log pi(a)) - beta * mean entropy, and the derivative in the logits"""
    pi = softmax(logits)
    n = len(a)
    logpi = np.log(pi + 1e-12)
    H = -(pi * logpi).sum(1, keepdims=True)
    loss = -np.mean(adv * logpi[np.arange(n), a]) - beta * H.mean()
    onehot = np.eye(4)[a]
    d = (pi - onehot) * adv[:, None] + beta * pi * (logpi + H)
    return loss, d / n


def main():
    envs = [Grid() for _ in range(ENVS)]
    cells = [e.reset() for e in envs]
    actor, critic = Net(4, 0.5), Net(1, 0.2)
    lengths, recent = [], []
    for it in range(2500):
        X = encode(cells)
        logits = actor.forward(X)
        pi = softmax(logits)
        acts = np.array([rng.choice(4, p=p) for p in pi])
        nxt, rew, done, cut = zip(*[e.step(a) for e, a in zip(envs, acts)])

        # one-step target; a goal has no future, a time-out still has one
        v_next = critic.forward(encode(nxt))[:, 0]
        target = np.array(rew) + GAMMA * v_next * ~np.array(done)
        v = critic.forward(X)[:, 0]               # last forward before the critic's backward
        adv = target - v
        critic.descend((-2 * adv / ENVS)[:, None])
        _, d = actor_loss(logits, acts, adv, beta=0.01)
        actor.descend(d)

        cells = list(nxt)
        for i, e in enumerate(envs):
            if done[i] or cut[i]:
                recent.append(e.t)
                cells[i] = e.reset()
        if it % 500 == 499:
            print('iteration', it + 1, 'mean episode length', np.mean(recent[-200:]))
    test, ok = Grid(), 0
    for _ in range(100):
        cell = test.reset()
        for _ in range(12):
            cell, _, goal, _ = test.step(int(np.argmax(actor.forward(encode([cell])))))
            if goal:
                ok += 1
                break
    print('goal reached by the greedy policy', ok / 100)


if __name__ == '__main__':
    main()
