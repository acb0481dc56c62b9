import numpy as np

np.random.seed(10)


def softmax(s):
    e = np.exp(s - s.max(axis=0))
    return e / e.sum(axis=0)


class Elman:
    def __init__(self, n_symbols, n_units):
        self.U = np.random.randn(n_units, n_symbols) * 0.3
        self.R = np.eye(n_units) * 0.5
        self.V = np.zeros((n_symbols, n_units))
        self.a = np.zeros(n_units)
        self.c = np.zeros(n_symbols)
        self.names = "U R V a c".split()
        self.memory = {k: np.full_like(getattr(self, k), 1e-8) for k in self.names}

    def read(self, text, start):
        h, states = start, []
        for s in text:
            h = np.tanh(self.U[:, s] + self.R @ h + self.a)
            states.append(h)
        return states, [softmax(self.V @ h + self.c) for h in states]

    def surprise(self, text, wanted, start):
        return -sum(np.log(p[w]) for p, w in zip(self.read(text, start)[1], wanted))

    def slopes(self, text, wanted, start):
        states, probs = self.read(text, start)
        g = {k: np.zeros_like(getattr(self, k)) for k in self.names}
        before = [start] + states[:-1]
        from_later = 0
        for s, w, old, h, p in list(zip(text, wanted, before, states, probs))[::-1]:
            p[w] -= 1
            g["V"] += np.outer(p, h)
            g["c"] += p
            d = (p @ self.V + from_later) * (1 - h * h)
            g["U"][:, s] += d
            g["R"] += d[:, None] * old
            g["a"] += d
            from_later = d @ self.R
        return g, states[-1]

    def adjust(self, g, rate):
        # Adagrad
        for k in self.names:
            self.memory[k] += g[k] ** 2
            setattr(self, k, getattr(self, k) - rate * g[k] / np.sqrt(self.memory[k]))


if __name__ == "__main__":
    letters = "abcd_"
    words = ["abba", "cad", "dab", "bcc"]
    text = "_".join(words[i] for i in np.random.randint(0, 4, 400)) + "_"
    # after the first two letters (and the gap) the word is known
    code = [letters.index(x) for x in text]
    net = Elman(5, 20)
    carry = np.zeros(20)
    for passage in range(3):
        carry, total = np.zeros(20), 0
        for k in range(0, len(code) - 16, 15):
            part, wanted = code[k:k + 15], code[k + 1:k + 16]
            total += net.surprise(part, wanted, carry)
            g, carry = net.slopes(part, wanted, carry)
            net.adjust(g, 0.1)
        print("passage", passage + 1, "surprise per letter", total / len(code))
