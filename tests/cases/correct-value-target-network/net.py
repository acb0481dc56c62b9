# DQN on a 5x5 grid. Semi-gradient: the target r + gamma * max Q_target(s')
# counts as a constant, only the output of the chosen action gets an error.
import random
from collections import deque
import numpy as np

random.seed(1)
np.random.seed(1)
SIZE, GOAL, PIT = 5, (4, 4), (2, 2)
MOVES = [(-1, 0), (1, 0), (0, -1), (0, 1)]
GAMMA = 0.9


def step(pos, a):
    r = min(max(pos[0] + MOVES[a][0], 0), SIZE - 1)
    c = min(max(pos[1] + MOVES[a][1], 0), SIZE - 1)
    if (r, c) == GOAL:
        return (r, c), 1.0, True
    if (r, c) == PIT:
        return (r, c), -1.0, True
    return (r, c), -0.01, False


def encode(pos):
    x = np.zeros(2 * SIZE, dtype=np.float32)
    x[pos[0]] = x[SIZE + pos[1]] = 1
    return x


class QNet:
    def __init__(self, n_in, n_hidden, n_out):
        f = np.float32
        self.w = [np.random.randn(n_in, n_hidden).astype(f) * f(0.4),
                  np.zeros(n_hidden, dtype=f),
                  np.random.randn(n_hidden, n_out).astype(f) * f(0.1),
                  np.zeros(n_out, dtype=f)]
        self.m = [np.zeros_like(a) for a in self.w]
        self.v = [np.zeros_like(a) for a in self.w]
        self.t = 0

    def predict(self, x):
        self.x = x
        self.h = np.maximum(x @ self.w[0] + self.w[1], 0)
        return self.h @ self.w[2] + self.w[3]

    def fit(self, x, actions, targets, lr=2e-3):
        q = self.predict(x)
        rows = np.arange(len(actions))
        td = q[rows, actions] - targets
        delta = np.zeros_like(q)
        delta[rows, actions] = np.clip(td, -1, 1) / len(actions)      # Huber
        gw2, gb2 = self.h.T @ delta, delta.sum(0)
        dh = (delta @ self.w[2].T) * (self.h > 0)
        grads = [self.x.T @ dh, dh.sum(0), gw2, gb2]
        self.t += 1
        a = lr * np.sqrt(1 - 0.999 ** self.t) / (1 - 0.9 ** self.t)
        for p, g, m, v in zip(self.w, grads, self.m, self.v):
            m += np.float32(0.1) * (g - m)
            v += np.float32(0.001) * (g * g - v)
            p -= np.float32(a) * m / (np.sqrt(v) + np.float32(1e-7))
        return float(np.where(np.abs(td) < 1, 0.5 * td ** 2, np.abs(td) - 0.5).mean())

    def copy_from(self, other):
        for mine, theirs in zip(self.w, other.w):
            mine[...] = theirs


online, target = QNet(2 * SIZE, 32, 4), QNet(2 * SIZE, 32, 4)
target.copy_from(online)
memory = deque(maxlen=2000)
eps, steps, losses = 1.0, 0, []
for episode in range(250):
    pos, done, n = (random.randrange(SIZE), random.randrange(SIZE)), False, 0
    if pos in (GOAL, PIT):
        pos = (0, 0)
    while not done and n < 40:
        a = random.randrange(4) if random.random() < eps else int(np.argmax(online.predict(encode(pos)[None])[0]))
        nxt, r, done = step(pos, a)
        memory.append((encode(pos), a, r, encode(nxt), done))
        pos, n, steps = nxt, n + 1, steps + 1
        if len(memory) >= 64:
            batch = random.sample(memory, 32)
            s, act, rew, s2, dn = map(np.array, zip(*batch))
            y = rew + GAMMA * (1 - dn) * target.predict(s2).max(axis=1)
            losses.append(online.fit(s, act, y.astype(np.float32)))
        if steps % 100 == 0:
            target.copy_from(online)
    eps = max(0.1, eps * 0.985)
    if episode % 50 == 49:
        print("episode %3d  eps %.2f  td loss %.5f" % (episode + 1, eps, np.mean(losses[-200:])))

# exact optimal values for comparison
V = np.zeros((SIZE, SIZE))
for _ in range(100):
    for r in range(SIZE):
        for c in range(SIZE):
            if (r, c) not in (GOAL, PIT):
                V[r, c] = max(rw + (0 if d else GAMMA * V[p]) for p, rw, d in (step((r, c), a) for a in range(4)))
err = [abs(online.predict(encode((r, c))[None]).max() - V[r, c])
       for r in range(SIZE) for c in range(SIZE) if (r, c) not in (GOAL, PIT)]
print("td loss %.5f, mean error of state values against dynamic programming %.4f" % (np.mean(losses[-200:]), np.mean(err)))
