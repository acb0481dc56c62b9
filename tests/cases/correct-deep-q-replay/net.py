import numpy as np
from collections import deque
import random

random.seed(0)
np.random.seed(0)
nS, nA, H = 5, 2, 16


def make():
    return {"W1": np.random.randn(nS, H) * 0.3, "b1": np.zeros(H), "W2": np.random.randn(H, nA) * 0.3, "b2": np.zeros(nA)}


def forward(p, s):
    h = np.maximum(0, s @ p["W1"] + p["b1"])
    return h, h @ p["W2"] + p["b2"]


online = make()
target = {k: v.copy() for k, v in online.items()}
memory = deque(maxlen=500)
gamma, lr = 0.95, 0.02
eye = np.eye(nS)
s, steps = 2, 0
for t in range(600):
    a = random.randrange(nA) if random.random() < 0.3 else int(forward(online, eye[s])[1].argmax())
    s2 = min(max(s + (1 if a else -1), 0), nS - 1)
    r = 1.0 if s2 == nS - 1 else 0.0
    done = s2 in (0, nS - 1)
    memory.append((s, a, r, s2, done))
    s = 2 if done else s2
    if len(memory) < 64:
        continue
    batch = random.sample(memory, 32)
    S = eye[[b[0] for b in batch]]
    A = np.array([b[1] for b in batch])
    R = np.array([b[2] for b in batch])
    S2 = eye[[b[3] for b in batch]]
    D = np.array([b[4] for b in batch], dtype=float)
    y = R + gamma * (1 - D) * forward(target, S2)[1].max(axis=1)
    h, q = forward(online, S)
    delta = np.zeros_like(q)
    delta[np.arange(32), A] = (q[np.arange(32), A] - y) / 32
    g = {"W2": h.T @ delta, "b2": delta.sum(0)}
    dh = delta @ online["W2"].T * (h > 0)
    g["W1"], g["b1"] = S.T @ dh, dh.sum(0)
    for k in online:
        online[k] -= lr * g[k]
    steps += 1
    if steps % 100 == 0:
        target = {k: v.copy() for k, v in online.items()}
print(forward(online, eye)[1].round(2))
