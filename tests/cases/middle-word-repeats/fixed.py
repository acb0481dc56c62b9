import numpy as np


class Cbow:
    """guesses the middle word from the mean of its neighbours"""

    def __init__(self, sentences, width, window, rate, seed=0):
        self.rng = np.random.RandomState(seed)
        self.words = sorted({w for s in sentences for w in s.split()})
        self.index = {w: i for i, w in enumerate(self.words)}
        self.sentences = [[self.index[w] for w in s.split()] for s in sentences]
        self.window, self.rate = window, rate
        self.inside = self.rng.uniform(-0.5, 0.5, (len(self.words), width))
        self.outside = self.rng.uniform(-0.5, 0.5, (len(self.words), width))

    def guess(self, around):
        mean = self.inside[around].mean(axis=0)
        scores = self.outside @ mean
        p = np.exp(scores - scores.max())
        return mean, p / p.sum()

    def learn(self, middle, around):
        mean, p = self.guess(around)
        loss = -np.log(p[middle])
        p[middle] -= 1
        to_mean = self.outside.T @ p
        self.outside -= self.rate * np.outer(p, mean)
        np.subtract.at(self.inside, around, self.rate * to_mean / len(around))
        return loss

    def windows(self):
        for sentence in self.sentences:
            for i, middle in enumerate(sentence):
                around = sentence[max(0, i - self.window):i] + sentence[i + 1:i + 1 + self.window]
                yield middle, around

    def train(self, epochs):
        for epoch in range(epochs):
            losses = [self.learn(middle, around) for middle, around in self.windows()]
            if epoch % 20 == 19:
                print("epoch", epoch + 1, "mean loss", np.mean(losses))

    def nearest(self, word):
        v = self.inside / np.linalg.norm(self.inside, axis=1, keepdims=True)
        near = np.argsort(-(v @ v[self.index[word]]))
        return [self.words[i] for i in near[1:4]]


if __name__ == "__main__":
    sentences = [
        "the dog and the cat sleep in the house",
        "the boy and the girl play in the garden",
        "a cat and a dog play in the garden",
        "a girl and a boy sleep in the house",
        "the cat sees the bird and the bird sees the cat",
        "the boy sees the dog and the dog sees the boy",
    ]
    model = Cbow(sentences, width=8, window=3, rate=0.2)
    model.train(100)
    print("dog ~", model.nearest("dog"))
    print("girl ~", model.nearest("girl"))
