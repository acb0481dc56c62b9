import numpy as np


class LastStepRNN:
    """reads a sequence, answers once at its end"""

    def __init__(self, input_size, hidden_size, output_size, seq_len):
        self.hidden_size = hidden_size
        self.seq_len = seq_len
        self.Wxh = np.random.randn(hidden_size, input_size) * 0.4
        self.Whh = np.random.randn(hidden_size, hidden_size) * 0.25
        self.Why = np.random.randn(output_size, hidden_size) * 0.4
        self.bh = np.zeros((hidden_size, 1))
        self.by = np.zeros((output_size, 1))

    def forward(self, inputs):
        self.inputs = inputs
        self.hs = {}
        self.hs[-1] = np.zeros((self.hidden_size, 1))
        for t in range(self.seq_len):
            x_t = inputs[t].reshape(-1, 1)
            self.hs[t] = np.tanh(self.Wxh @ x_t + self.Whh @ self.hs[t - 1] + self.bh)
        return self.Why @ self.hs[self.seq_len - 1] + self.by

    def backward(self, dL_dy, lr):
        dWhy = dL_dy @ self.hs[self.seq_len - 1].T
        dby = dL_dy
        dWxh = np.zeros_like(self.Wxh)
        dWhh = np.zeros_like(self.Whh)
        dbh = np.zeros_like(self.bh)
        dh_next = np.zeros((self.hidden_size, 1))
        for t in reversed(range(self.seq_len)):
            dh = self.Why.T @ dL_dy if t == self.seq_len - 1 else dh_next
            dh_raw = (1 - self.hs[t] ** 2) * dh
            dbh += dh_raw
            dWxh += dh_raw @ self.inputs[t].reshape(1, -1)
            dWhh += dh_raw @ self.hs[t - 1].T
            dh_next = self.Whh.T @ dh_raw
        self.Wxh -= lr * dWxh
        self.Whh -= lr * dWhh
        self.Why -= lr * dWhy
        self.bh -= lr * dbh
        self.by -= lr * dby


def sequences(n, seq_len):
    """first value plus half of the last one"""
    x = np.random.uniform(-1, 1, (n, seq_len, 1))
    return x, x[:, 0, 0] + 0.5 * x[:, -1, 0]


if __name__ == "__main__":
    np.random.seed(4)
    x, y = sequences(400, 5)
    rnn = LastStepRNN(1, 12, 1, 5)
    for epoch in range(40):
        total = 0
        for seq, wanted in zip(x[:300], y[:300]):
            out = rnn.forward(seq)
            total += (out[0, 0] - wanted) ** 2
            rnn.backward(2 * (out - wanted), 0.01)
        if epoch % 8 == 7:
            print("epoch", epoch + 1, "loss", total / 300)
    tests = [(rnn.forward(seq)[0, 0] - wanted) ** 2 for seq, wanted in zip(x[300:], y[300:])]
    print("test loss:", np.mean(tests))
