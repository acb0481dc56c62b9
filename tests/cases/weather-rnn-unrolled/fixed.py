import numpy as np

np.random.seed(4)

# temperatures of four days -> predict the fifth from the last three
days = 12 + 8 * np.sin(np.arange(160) / 2.5) + 3 * np.cos(np.arange(160) / 1.3)
days = (days - days.mean()) / days.std()
sequences = [days[i:i + 3] for i in range(150)]
answers = [days[i + 3] for i in range(150)]

n = 10
in_w = np.random.randn(1, n) * 0.5
rec_w = np.random.randn(n, n) * 0.3
rec_b = np.zeros((1, n))
out_w = np.random.randn(n, 1) * 0.3
out_b = np.zeros((1, 1))
lr = 0.02


def play(seq):
    states = np.zeros((3, n))
    before = np.zeros((1, n))
    for t in range(3):
        before = np.tanh(seq[t] * in_w + before @ rec_w + rec_b)
        states[t] = before[0]
    return states, states[2:3] @ out_w + out_b


for epoch in range(61):
    total = 0
    for seq, answer in zip(sequences, answers):
        states, guess = play(seq)
        miss = guess - answer
        total += 0.5 * miss[0, 0] ** 2

        out_w_grad = states[2:3].T @ miss
        out_b_grad = miss

        # step 2
        d2 = (miss @ out_w.T) * (1 - states[2:3] ** 2)
        rec_w_grad = states[1, :][:, np.newaxis] @ d2
        in_w_grad = seq[2] * d2
        rec_b_grad = d2.copy()

        # step 1
        d1 = (d2 @ rec_w.T) * (1 - states[1:2] ** 2)
        rec_w_grad += states[0, :][:, np.newaxis] @ d1
        in_w_grad += seq[1] * d1
        rec_b_grad += d1

        # step 0 (nothing before it)
        d0 = (d1 @ rec_w.T) * (1 - states[0:1] ** 2)
        in_w_grad += seq[0] * d0
        rec_b_grad += d0

        in_w -= lr * in_w_grad
        rec_w -= lr * rec_w_grad
        rec_b -= lr * rec_b_grad
        out_w -= lr * out_w_grad
        out_b -= lr * out_b_grad
    if epoch % 10 == 0:
        print("epoch", epoch, "loss", total / len(sequences))
