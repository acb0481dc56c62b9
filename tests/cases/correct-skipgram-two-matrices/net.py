import numpy as np
from collections import defaultdict


class Word2Vec:
    """Skip-gram, full softmax, one training pair of (centre, context words) at a time."""

    def __init__(self, n, eta, epochs, window, seed):
        self.n = n
        self.eta = eta
        self.epochs = epochs
        self.window = window
        self.rng = np.random.default_rng(seed)

    def build_vocab(self, corpus):
        counts = defaultdict(int)
        for sentence in corpus:
            for word in sentence:
                counts[word] += 1
        self.words = sorted(counts)
        self.v_count = len(self.words)
        self.word_index = {w: i for i, w in enumerate(self.words)}

    def generate_training_data(self, corpus):
        data = []
        for sentence in corpus:
            for i, word in enumerate(sentence):
                w_context = []
                for j in range(i - self.window, i + self.window + 1):
                    if j != i and 0 <= j < len(sentence):
                        w_context.append(self.word2onehot(sentence[j]))
                data.append((self.word2onehot(word), np.array(w_context)))
        return data

    def word2onehot(self, word):
        vec = np.zeros(self.v_count)
        vec[self.word_index[word]] = 1
        return vec

    @staticmethod
    def softmax(x):
        e_x = np.exp(x - np.max(x))
        return e_x / e_x.sum(axis=0)

    def forward_pass(self, x):
        h = np.dot(self.w1.T, x)
        u = np.dot(self.w2.T, h)
        return self.softmax(u), h, u

    def backprop(self, ei, h, x):
        dl_dw2 = np.outer(h, ei)
        dl_dw1 = np.outer(x, np.dot(self.w2, ei))
        self.w1 = self.w1 - self.eta * dl_dw1
        self.w2 = self.w2 - self.eta * dl_dw2

    def train(self, corpus):
        self.build_vocab(corpus)
        self.w1 = self.rng.uniform(-0.8, 0.8, (self.v_count, self.n))
        self.w2 = self.rng.uniform(-0.8, 0.8, (self.n, self.v_count))
        training_data = self.generate_training_data(corpus)
        for epoch in range(self.epochs):
            loss = 0.0
            for k in self.rng.permutation(len(training_data)):
                w_t, w_c = training_data[k]
                y_pred, h, u = self.forward_pass(w_t)
                ei = np.sum([np.subtract(y_pred, word) for word in w_c], axis=0)
                self.backprop(ei, h, w_t)
                m = np.max(u)
                loss += -np.sum(w_c @ u) + len(w_c) * (m + np.log(np.sum(np.exp(u - m))))
            if epoch % 10 == 0 or epoch == self.epochs - 1:
                print('Epoch:', epoch, 'Loss:', loss)

    def similar(self, word):
        v = self.w1[self.word_index[word]]
        sims = self.w1 @ v / (np.linalg.norm(self.w1, axis=1) * np.linalg.norm(v))
        order = [i for i in np.argsort(-sims) if self.words[i] != word]
        return self.words[order[0]], sims[order[0]]


if __name__ == '__main__':
    rng = np.random.default_rng(5)
    animals, foods = ['cat', 'dog', 'horse'], ['bread', 'soup', 'cheese']
    corpus = []
    for _ in range(60):
        corpus.append(['the', rng.choice(animals), rng.choice(['runs', 'sleeps', 'barks'])])
        corpus.append(['we', 'eat', rng.choice(foods), rng.choice(['today', 'tonight'])])
    corpus = [[str(w) for w in s] for s in corpus]
    model = Word2Vec(n=6, eta=0.03, epochs=40, window=2, seed=1)
    model.train(corpus)
    hits = 0
    for group in (animals, foods):
        for w in group:
            near, s = model.similar(w)
            hits += near in group
            print(w, '~', near, round(float(s), 3))
    print('neighbours in the right group:', hits, 'of 6')
