import numpy as np


def softmax(scores):
    e = np.exp(scores - np.max(scores))
    return e / np.sum(e)


class WordVectors:
    def __init__(self, words, size, rate=1.0):
        self.words = words
        self.number = {word: i for i, word in enumerate(words)}
        self.rate = rate
        self.vectors = np.random.randn(len(words), size) * 0.5
        self.linear = np.random.randn(size, len(words)) * 0.5

    def one_hot(self, index):
        row = np.zeros(len(self.words))
        row[index] = 1
        return row

    def forward(self, index):
        vec = self.vectors[index]
        return vec, softmax(vec @ self.linear)

    def criterion(self, wanted, probs):
        return -np.inner(wanted, np.log(probs)) / len(self.words)

    def step(self, index_in, index_out):
        wanted = self.one_hot(index_out)
        vec, probs = self.forward(index_in)
        loss = self.criterion(wanted, probs)

        d_scores = (probs - wanted) / len(self.words)

        grad_linear = np.outer(vec, d_scores)
        grad_vec = self.linear @ d_scores

        self.linear -= self.rate * grad_linear
        self.vectors[index_in] -= self.rate * grad_vec
        return loss


def neighbours(tokens, reach=1):
    for i, word in enumerate(tokens):
        for j in range(max(0, i - reach), min(len(tokens), i + reach + 1)):
            if i != j:
                yield word, tokens[j]


if __name__ == "__main__":
    np.random.seed(1)
    text = ("the old king ruled the cold land and the old queen ruled the warm land "
            "a young man saw the king and a young woman saw the queen")
    tokens = text.split()
    model = WordVectors(sorted(set(tokens)), 6)
    pairs = [(model.number[a], model.number[b]) for a, b in neighbours(tokens)]
    for epoch in range(60):
        total = 0
        for k in np.random.permutation(len(pairs)):
            total += model.step(*pairs[k])
        if epoch % 10 == 9:
            print(f"epoch {epoch + 1}  loss {total / len(pairs):.4f}")
    after = model.forward(model.number["old"])[1]
    print("beside 'old':", [model.words[i] for i in np.argsort(-after)[:3]])
