import numpy as np

np.random.seed(0)
n_states, n_actions = 4, 2
W1 = np.random.randn(n_states, 8) * 0.5
b1 = np.zeros(8)
W2 = np.random.randn(8, n_actions) * 0.5
b2 = np.zeros(n_actions)
lr = 0.05
gamma = 0.9


def policy(s):
    h = np.tanh(s @ W1 + b1)
    z = h @ W2 + b2
    e = np.exp(z - z.max())
    return h, e / e.sum()


def reward(s, a):
    best = int(s[0] + s[1] > 0)
    return 1.0 if a == best else -1.0


running = 0
for episode in range(150):
    states, hs, ps, actions, rewards = [], [], [], [], []
    for t in range(10):
        s = np.random.randn(n_states)
        h, p = policy(s)
        a = np.random.choice(n_actions, p=p)
        states.append(s); hs.append(h); ps.append(p); actions.append(a)
        rewards.append(reward(s, a))
    returns = np.zeros(len(rewards))
    running_add = 0
    for t in reversed(range(len(rewards))):
        running_add = rewards[t] + gamma * running_add
        returns[t] = running_add
    returns = (returns - returns.mean()) / (returns.std() + 1e-8)
    dW1, db1, dW2, db2 = np.zeros_like(W1), np.zeros_like(b1), np.zeros_like(W2), np.zeros_like(b2)
    for s, h, p, a, G in zip(states, hs, ps, actions, returns):
        dz = -p.copy()
        dz[a] += 1
        dz *= G
        dW2 += np.outer(h, dz)
        db2 += dz
        dh = (W2 @ dz) * (1 - h ** 2)
        dW1 += np.outer(s, dh)
        db1 += dh
    W1 += lr * dW1
    b1 += lr * db1
    W2 += lr * dW2
    b2 += lr * db2
    running = 0.95 * running + 0.05 * np.sum(rewards)
    if episode % 100 == 0:
        print(episode, running)
