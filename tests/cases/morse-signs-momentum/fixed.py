import numpy as np
rng = np.random.default_rng(33)

codes = {'A': '.-', 'N': '-.', 'S': '...', 'O': '---', 'R': '.-.', 'K': '-.-', 'U': '..-', 'D': '-..'}
letters = sorted(codes)


def sound(letter):
    """ten time slots, loudness 0..1, plus crackle"""
    tape = []
    for mark in codes[letter]:
        tape += [1, 0] if mark == '.' else [1, 1, 0]
    tape = (tape + [0] * 10)[:10]
    return np.array(tape) + rng.normal(0, 0.2, 10)


answers = rng.integers(0, len(letters), 600)
X = np.array([sound(letters[k]) for k in answers])
T = np.eye(len(letters))[answers]

sizes = [10, 20, 16, len(letters)]
weights = [rng.normal(0, np.sqrt(1 / a), (a + 1, b)) for a, b in zip(sizes, sizes[1:])]
speed = [np.zeros_like(w) for w in weights]
LR, MU = 0.05, 0.9


def plus_one(a):
    return np.append(a, np.ones((len(a), 1)), axis=1)


def forward(x):
    acts = [plus_one(x)]
    for w in weights[:-1]:
        acts.append(plus_one(np.tanh(acts[-1] @ w)))
    z = acts[-1] @ weights[-1]
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return acts, e / e.sum(axis=1, keepdims=True)


def gradients(x, t):
    acts, p = forward(x)
    delta = (p - t) / len(x)
    grads = []
    for w, a in zip(reversed(weights), reversed(acts)):
        grads.insert(0, a.T @ delta)
        delta = (delta @ w.T * (1 - a ** 2))[:, :-1]
    return grads, -np.sum(t * np.log(p + 1e-12)) / len(x)


for epoch in range(60):
    order = rng.permutation(len(X))
    losses = []
    for part in np.array_split(order, 20):
        grads, loss = gradients(X[part], T[part])
        losses.append(loss)
        for k in range(len(weights)):
            speed[k] = MU * speed[k] - LR * grads[k]
            weights[k] = weights[k] + speed[k]
    if epoch % 10 == 0:
        print('epoch', epoch, 'loss', np.mean(losses))

print('loss at the end', np.mean(losses))
print('accuracy', np.mean(forward(X)[1].argmax(axis=1) == answers))
