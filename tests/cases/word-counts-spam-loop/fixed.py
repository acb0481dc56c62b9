import numpy as np

words = ['free', 'money', 'winner', 'meeting', 'report', 'lunch', 'offer', 'thanks']


def make_mails(n, rng):
    spam = rng.integers(0, 2, n)
    often = np.array([[0.2, 0.4, 0.1, 1.4, 1.2, 0.8, 0.5, 1.0],
                      [1.2, 1.3, 0.9, 0.3, 0.3, 0.3, 1.0, 0.4]])
    counts = rng.poisson(often[spam])
    return counts, spam


def sigmoid(v):
    return 1 / (1 + np.exp(-v))


class SpamFilter:
    def __init__(self, n_words):
        self.weight = np.zeros(n_words)
        self.offset = 0.0

    def probability(self, counts):
        return sigmoid(counts @ self.weight + self.offset)

    def log_loss(self, counts, spam):
        p = self.probability(counts)
        return -np.mean(spam * np.log(p) + (1 - spam) * np.log(1 - p))

    def gradient(self, counts, spam):
        grad = np.zeros(len(counts[0]))
        grad_offset = 0.0
        for mail, label in zip(counts, spam):
            miss = self.probability(mail) - label
            for j in range(len(mail)):
                grad[j] += miss * mail[j]
            grad_offset += miss
        return grad / len(counts), grad_offset / len(counts)

    def fit(self, counts, spam, epochs, step):
        for epoch in range(epochs):
            grad, grad_offset = self.gradient(counts, spam)
            self.weight -= step * grad
            self.offset -= step * grad_offset
            if epoch % 20 == 0:
                print(epoch, round(self.log_loss(counts, spam), 4))


if __name__ == '__main__':
    rng = np.random.default_rng(5)
    counts, spam = make_mails(200, rng)
    new_counts, new_spam = make_mails(400, rng)
    model = SpamFilter(len(words))
    model.fit(counts, spam, epochs=120, step=0.3)
    for word, w in sorted(zip(words, model.weight), key=lambda pair: pair[1]):
        print('%10s %6.2f' % (word, w))
    print('log loss', model.log_loss(counts, spam))
    print('accuracy on new mails', np.mean((model.probability(new_counts) > 0.5) == new_spam))
