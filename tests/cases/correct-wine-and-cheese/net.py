import numpy as np


def sigmoid(x):
    return 1.0 / (1.0 + np.exp(-x))


class SkipGram:
    def __init__(self, text, size=10, window=2, negative=4, alpha=0.05, seed=1):
        self.random = np.random.RandomState(seed)
        words, counts = np.unique(text.split(), return_counts=True)
        self.index2word = list(words)
        self.vocab = {w: i for i, w in enumerate(words)}
        self.corpus = [self.vocab[w] for w in text.split()]
        self.noise = counts ** 0.75 / np.sum(counts ** 0.75)
        self.window, self.negative, self.alpha = window, negative, alpha
        self.syn0 = (self.random.rand(len(words), size) - 0.5) / size
        self.syn1 = np.zeros((len(words), size))

    def draw(self, word):
        others = self.random.choice(len(self.index2word), self.negative, p=self.noise)
        return [word] + [int(o) for o in others if o != word]

    def pair_loss(self, rows, labels, context):
        f = sigmoid(self.syn1[rows] @ self.syn0[context])
        return -np.sum(labels * np.log(f) + (1 - labels) * np.log(1 - f))

    def train_pair(self, word, context):
        # the vector of the context word has to find the word in the middle
        rows = self.draw(word)
        labels = np.zeros(len(rows))
        labels[0] = 1
        loss = self.pair_loss(rows, labels, context)

        l1 = self.syn0[context]
        l2b = self.syn1[rows]
        g = (labels - sigmoid(l2b @ l1)) * self.alpha
        neu1e = g @ l2b
        for row, step in zip(rows, np.outer(g, l1)):
            self.syn1[row] += step
        self.syn0[context] += neu1e
        return loss

    def train(self, epochs):
        for epoch in range(epochs):
            total, count = 0.0, 0
            for pos, word in enumerate(self.corpus):
                reach = self.random.randint(1, self.window + 1)
                for pos2 in range(max(0, pos - reach), min(len(self.corpus), pos + reach + 1)):
                    if pos2 != pos:
                        total += self.train_pair(word, self.corpus[pos2])
                        count += 1
            if epoch % 20 == 19:
                print("epoch", epoch + 1, "mean pair loss", total / count)


if __name__ == "__main__":
    text = ("red wine goes with cheese and white wine goes with fish . "
            "brown bread goes with cheese and white bread goes with ham . "
            "fresh fish comes from the sea and fresh ham comes from the farm . "
            "old cheese comes from the farm and old wine comes from the hill . ") * 3
    model = SkipGram(text)
    model.train(100)
