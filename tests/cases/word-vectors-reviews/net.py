import numpy as np

rng = np.random.default_rng(12)


class WordBag:
    """summed word vectors, one tanh layer, one logistic unit"""

    def __init__(self, n_words, width, hidden):
        self.table = rng.normal(0, 0.1, (n_words, width))
        self.U = rng.normal(0, 0.5, (width, hidden))
        self.u = np.zeros(hidden)
        self.v = rng.normal(0, 0.5, hidden)
        self.c = 0.0

    def forward(self, words):
        self.words = np.array(words)
        self.bag = self.table[self.words].sum(axis=0)
        self.h = np.tanh(self.bag @ self.U + self.u)
        self.p = 1 / (1 + np.exp(-(self.h @ self.v + self.c)))
        return self.p

    def backward(self, label):
        d = self.p - label
        self.g_v = d * self.h
        self.g_c = d
        dh = d * self.v * (1 - self.h ** 2)
        self.g_U = np.outer(self.bag, dh)
        self.g_u = dh
        d_bag = self.U @ dh
        self.g_table = np.zeros_like(self.table)
        self.g_table[self.words] += d_bag

    def step(self, rate):
        self.table -= rate * self.g_table
        self.U -= rate * self.g_U
        self.u -= rate * self.g_u
        self.v -= rate * self.g_v
        self.c -= rate * self.g_c


vocabulary = ["good", "bad", "film", "very", "the", "was", "plot", "so"]


def reviews(n):
    """short reviews that repeat themselves; more good than bad means 1"""
    texts, labels = [], []
    while len(texts) < n:
        length = rng.integers(5, 12)
        text = list(rng.choice(len(vocabulary), length, p=[.25, .25, .1, .1, .1, .1, .05, .05]))
        lead = text.count(0) - text.count(1)
        if lead != 0:
            texts.append(text)
            labels.append(1 if lead > 0 else 0)
    return texts, labels


texts, labels = reviews(300)
net = WordBag(len(vocabulary), 6, 5)
for epoch in range(8):
    loss = 0
    for text, label in zip(texts, labels):
        p = net.forward(text)
        loss -= np.log(p if label == 1 else 1 - p)
        net.backward(label)
        net.step(0.05)
    print("epoch", epoch + 1, "loss", loss / len(texts))

fresh, fresh_labels = reviews(200)
print("fresh reviews right:", np.mean([(net.forward(t) > 0.5) == (l == 1) for t, l in zip(fresh, fresh_labels)]))
