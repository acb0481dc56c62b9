"""The classical 8-3-8 encoder: eight one-hot patterns through three sigmoid units."""
import numpy as np


class Encoder838:
    def __init__(self, n_visible=8, n_code=3, seed=4):
        rng = np.random.RandomState(seed)
        self.w_in = rng.uniform(-0.5, 0.5, (n_code, n_visible))
        self.b_in = np.zeros(n_code)
        self.w_out = rng.uniform(-0.5, 0.5, (n_visible, n_code))
        self.b_out = np.zeros(n_visible)

    @staticmethod
    def squash(v):
        return 1.0 / (1.0 + np.exp(-v))

    def encode(self, pattern):
        return self.squash(self.w_in.dot(pattern) + self.b_in)

    def decode(self, code):
        return self.squash(self.w_out.dot(code) + self.b_out)

    def learn(self, pattern, rate):
        code = self.encode(pattern)
        copy = self.decode(code)

        # cross-entropy of every output unit, so the sigmoid slope cancels
        out_delta = copy - pattern
        code_delta = self.w_out.T.dot(out_delta) * code * (1 - code)

        self.w_out -= rate * np.outer(out_delta, code)
        self.b_out -= rate * out_delta
        self.w_in -= rate * np.outer(code_delta, pattern)
        self.b_in -= rate * code_delta
        return -np.sum(pattern * np.log(copy) + (1 - pattern) * np.log(1 - copy))


if __name__ == "__main__":
    patterns = np.eye(8)
    net = Encoder838()
    order = np.random.RandomState(0)
    for epoch in range(3000):
        total = 0.0
        for i in order.permutation(8):
            total += net.learn(patterns[i], 0.3)
        if epoch % 500 == 0:
            print("epoch %4d  cross-entropy per pattern %.4f" % (epoch, total / 8))

    right = 0
    for p in patterns:
        code = net.encode(p)
        copy = net.decode(code)
        right += int(copy.argmax() == p.argmax())
        print(p.astype(int), "->", np.round(code, 2), "->", copy.argmax())
    print("patterns recovered:", right, "of", len(patterns))
