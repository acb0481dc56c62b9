import numpy as np


class WordGuess:
    """guesses the language of a short word from its letter counts"""

    def __init__(self, n_letters, n_hidden, n_lang, lr, seed=1):
        rs = np.random.RandomState(seed)
        self.lr = lr
        self.A = rs.randn(n_letters, n_hidden) * np.sqrt(1 / n_letters)
        self.a = np.zeros(n_hidden)
        self.B = rs.randn(n_hidden, n_lang) * np.sqrt(1 / n_hidden)
        self.b = np.zeros(n_lang)

    def run(self, counts):
        self.h = np.tanh(counts.dot(self.A) + self.a)
        s = self.h.dot(self.B) + self.b
        s -= s.max(axis=1)[:, np.newaxis]
        return np.exp(s) / np.exp(s).sum(axis=1)[:, np.newaxis]

    def step(self, counts, lang):
        p = self.run(counts)
        nll = -np.log(p[np.arange(len(lang)), lang]).sum()
        # gradients are summed over the batch, lr is small accordingly
        delta = p
        delta[np.arange(len(lang)), lang] -= 1.0
        back = delta.dot(self.B.T) * (1 - np.square(self.h))
        self.B -= self.lr * self.h.T.dot(delta)
        self.b -= self.lr * delta.sum(axis=0)
        self.A -= self.lr * counts.T.dot(back)
        self.a -= self.lr * back.sum(axis=0)
        return nll


WORDS = {
    0: "the house and with river bread water night light where which green three window mother think white right".split(),
    1: "haus und fluss brot wasser nacht licht gruen drei fenster mutter denken weiss recht zwischen schule zucker jetzt".split(),
    2: "casa fiume pane acqua notte luce dove quale verde tre finestra madre pensare bianco giusto scuola zucchero ora".split(),
}


def count_letters(word):
    v = np.zeros(26)
    for ch in word:
        v[ord(ch) - ord("a")] += 1
    return v


if __name__ == "__main__":
    counts, lang = [], []
    for k, words in WORDS.items():
        for w in words:
            counts.append(count_letters(w))
            lang.append(k)
    counts, lang = np.array(counts), np.array(lang)
    net = WordGuess(26, 12, 3, lr=0.02)
    rs = np.random.RandomState(6)
    for epoch in range(400):
        order = rs.permutation(len(lang))
        nll = 0
        for i in range(0, len(order), 9):
            pick = order[i:i + 9]
            nll += net.step(counts[pick], lang[pick])
        if epoch % 100 == 0 or epoch == 399:
            print("epoch", epoch, "nll per word", nll / len(lang))
    print("known words right:", (net.run(counts).argmax(axis=1) == lang).mean())
