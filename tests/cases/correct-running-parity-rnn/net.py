import numpy as np

np.random.seed(1)
hidden_dim = 10
steps = 5
lr = 0.1

U = np.random.randn(hidden_dim, 1) * 0.8
V = np.random.randn(1, hidden_dim) * 0.5
W = np.random.randn(hidden_dim, hidden_dim) / np.sqrt(hidden_dim)
bh = np.zeros((hidden_dim, 1))
bo = np.zeros((1, 1))


def sample():
    bits = np.random.randint(0, 2, steps)
    return bits * 2 - 1, np.cumsum(bits) % 2


def forward(bits):
    s = np.zeros((hidden_dim, 1))
    states, answers = [s], []
    for t in range(steps):
        s = np.tanh(U * bits[t] + W @ s + bh)
        states.append(s)
        answers.append(1 / (1 + np.exp(-(V @ s + bo))))
    return states, answers


for turn in range(8000):
    bits, wish = sample()
    states, answers = forward(bits)

    dU, dV, dW = np.zeros(U.shape), np.zeros(V.shape), np.zeros(W.shape)
    dbh, dbo = np.zeros(bh.shape), np.zeros(bo.shape)
    carry = np.zeros((hidden_dim, 1))
    for t in range(steps)[::-1]:
        do = answers[t] - wish[t]
        dV += do * states[t + 1].T
        dbo += do
        # states has one entry more than answers: states[t + 1] belongs to step t
        dpre = (V.T * do + carry) * (1 - states[t + 1] ** 2)
        dU += dpre * bits[t]
        dW += dpre @ states[t].T
        dbh += dpre
        carry = W.T @ dpre

    for param, grad in ((U, dU), (V, dV), (W, dW), (bh, dbh), (bo, dbo)):
        param -= lr * grad

    if turn % 1000 == 0:
        print("turn", turn, "loss", -sum(np.log(a if w else 1 - a).item() for a, w in zip(answers, wish)))

right = 0
for _ in range(200):
    bits, wish = sample()
    right += sum((a.item() > 0.5) == w for a, w in zip(forward(bits)[1], wish))
print("share of right steps:", right / (200 * steps))
