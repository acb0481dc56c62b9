import numpy as np


class Model:
    """skip-gram with negative sampling, one pair of words per update"""

    def __init__(self, vocab, size, seed, negative=4, alpha=0.1):
        self.rng = np.random.RandomState(seed)
        self.vocab = vocab
        self.negative = negative
        self.alpha = alpha
        self.syn0 = (self.rng.rand(vocab, size) - 0.5) / size
        self.syn1neg = np.zeros((vocab, size))
        self.neg_labels = np.zeros(negative + 1)
        self.neg_labels[0] = 1.

    def draw(self, word):
        """the word itself and `negative` other words, no word twice"""
        others = [w for w in self.rng.permutation(self.vocab) if w != word]
        return [word] + others[:self.negative]

    def train_sg_pair(self, word, context):
        l1 = self.syn0[context]
        word_indices = self.draw(word)
        l2b = self.syn1neg[word_indices]
        fb = 1. / (1. + np.exp(-np.dot(l1, l2b.T)))
        gb = (self.neg_labels - fb) * self.alpha
        self.syn1neg[word_indices] += np.outer(gb, l1)
        neu1e = np.dot(gb, l2b)
        l1 += neu1e
        return -np.log(fb[0]) - np.sum(np.log(1 - fb[1:]))

    def train(self, sentences, window, epochs):
        for e in range(epochs):
            total, pairs = 0., 0
            for sentence in sentences:
                for pos, word in enumerate(sentence):
                    start = max(0, pos - window)
                    for pos2 in range(start, min(len(sentence), pos + window + 1)):
                        if pos2 != pos:
                            total += self.train_sg_pair(word, sentence[pos2])
                            pairs += 1
            if e % 5 == 4:
                print("epoch", e + 1, "loss per pair", total / pairs)

    def most_similar(self, word):
        unit = self.syn0 / np.linalg.norm(self.syn0, axis=1, keepdims=True)
        sims = unit.dot(unit[word])
        sims[word] = -np.inf
        return int(np.argmax(sims))


if __name__ == "__main__":
    # words 0-5, 6-11 and 12-17 are used together
    rng = np.random.RandomState(3)
    sentences = []
    for _ in range(80):
        topic = rng.randint(0, 3)
        sentences.append([int(w) for w in 6 * topic + rng.randint(0, 6, 8)])
    model = Model(18, 10, 1)
    model.train(sentences, 2, 30)
    hits = [model.most_similar(w) // 6 == w // 6 for w in range(18)]
    print("nearest word of the same topic:", np.mean(hits))
