import numpy as np


class Bandit:
    """Four contexts, three arms, the best arm depends on the context."""

    def __init__(self):
        self.win = np.array([[0.9, 0.2, 0.1],
                             [0.1, 0.8, 0.3],
                             [0.2, 0.1, 0.9],
                             [0.8, 0.3, 0.2]])

    def observe(self, rng):
        self.state = rng.integers(len(self.win))
        return np.eye(len(self.win))[self.state]

    def pull(self, arm, rng):
        return float(rng.random() < self.win[self.state, arm])


class PolicyNetwork:
    def __init__(self, n_in, n_hidden, n_actions, lr, rng):
        self.W1 = rng.standard_normal((n_hidden, n_in)) / np.sqrt(n_in)
        self.b1 = np.zeros(n_hidden)
        self.W2 = rng.standard_normal((n_actions, n_hidden)) * 0.1
        self.b2 = np.zeros(n_actions)
        self.lr = lr

    def policy(self, s):
        h = np.tanh(self.W1 @ s + self.b1)
        logits = self.W2 @ h + self.b2
        e = np.exp(logits - logits.max())
        return e / e.sum(), h

    def grad_log_prob(self, s, action):
        pi, h = self.policy(s)
        d_logits = -pi
        d_logits[action] += 1.0
        d_h = (self.W2.T @ d_logits) * (1 - h * h)
        return np.outer(d_h, s), d_h, np.outer(d_logits, h), d_logits

    def ascend(self, grads, advantages):
        """Gradient ascent on the mean of advantage * log pi(a|s)."""
        total = [np.zeros_like(p) for p in (self.W1, self.b1, self.W2, self.b2)]
        for g, adv in zip(grads, advantages):
            for t, part in zip(total, g):
                t += adv * part
        for p, t in zip((self.W1, self.b1, self.W2, self.b2), total):
            p += self.lr * t / len(advantages)


def main():
    rng = np.random.default_rng(3)
    env = Bandit()
    agent = PolicyNetwork(4, 10, 3, lr=0.5, rng=rng)
    baseline = 0.0
    for episode in range(600):
        grads, rewards = [], []
        for _ in range(20):
            s = env.observe(rng)
            pi, _ = agent.policy(s)
            a = rng.choice(3, p=pi)
            rewards.append(env.pull(a, rng))
            grads.append(agent.grad_log_prob(s, a))
        rewards = np.array(rewards)
        agent.ascend(grads, rewards - baseline)
        baseline = 0.9 * baseline + 0.1 * rewards.mean()
        if episode % 100 == 0:
            print("episode", episode, "running reward", round(baseline, 3))

    for k in range(4):
        pi, _ = agent.policy(np.eye(4)[k])
        print("context", k, "policy", np.round(pi, 3))
    expected = np.mean([agent.policy(np.eye(4)[k])[0] @ env.win[k] for k in range(4)])
    print("expected reward", expected, "best possible", env.win.max(axis=1).mean())


if __name__ == "__main__":
    main()
