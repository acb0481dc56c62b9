import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


class RNNCell:
    def __init__(self, n_letters, n_state, rng):
        self.U = rng.normal(0, 1 / np.sqrt(n_letters), (n_state, n_letters))
        self.W = rng.normal(0, 1 / np.sqrt(n_state), (n_state, n_state))
        self.V = rng.normal(0, 1 / np.sqrt(n_state), (n_letters, n_state))
        self.b = np.zeros(n_state)
        self.c = np.zeros(n_letters)

    def forward(self, letters, start):
        self.letters = letters
        self.states = {-1: start}
        self.probs = {}
        for t, letter in enumerate(letters):
            self.states[t] = sigmoid(self.U[:, letter] + self.W @ self.states[t - 1] + self.b)
            scores = self.V @ self.states[t] + self.c
            e = np.exp(scores - scores.max())
            self.probs[t] = e / e.sum()
        return self.states[len(letters) - 1]

    def loss(self, targets):
        return -sum(np.log(self.probs[t][target]) for t, target in enumerate(targets))

    def back_step(self, t, target, from_later):
        d_score = self.probs[t].copy()
        d_score[target] -= 1
        self.dV += np.outer(d_score, self.states[t])
        self.dc += d_score
        d_state = self.V.T @ d_score + from_later
        d_sum = d_state * self.states[t] * (1 - self.states[t])
        self.dU[:, self.letters[t]] += d_sum
        self.dW += np.outer(d_sum, self.states[t - 1])
        self.db += d_sum
        return self.W.T @ d_sum

    def backward(self, targets):
        for name in "UWVbc":
            setattr(self, "d" + name, np.zeros_like(getattr(self, name)))
        carry = np.zeros(len(self.b))
        last = len(targets) - 1
        carry = self.back_step(last, targets[last], carry)

    def update(self, alpha):
        for name in "UWVbc":
            getattr(self, name)[...] -= alpha * getattr(self, "d" + name)


if __name__ == "__main__":
    rng = np.random.default_rng(3)
    text = "## notes\n- read the files\n- write the notes\n## files\n- keep the list of files\n" * 2
    letters = sorted(set(text))
    code = np.array([letters.index(c) for c in text])
    steps = 16
    cell = RNNCell(len(letters), 32, rng)
    for epoch in range(1, 301):
        state, total, count = np.zeros(32), 0.0, 0
        for s in range(0, len(code) - steps, steps):
            state = cell.forward(code[s:s + steps], state)
            targets = code[s + 1:s + steps + 1]
            total += cell.loss(targets)
            count += len(targets)
            cell.backward(targets)
            cell.update(0.1)
        if epoch % 50 == 0:
            print("Epoch", epoch, "loss per letter", total / count)
