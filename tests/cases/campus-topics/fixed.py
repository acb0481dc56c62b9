import numpy as np

requests = {
    "opening": ["when do you open", "are you open on sunday", "opening hours please", "until when is the office open"],
    "parking": ["where can i park", "is there a parking lot", "how much is parking", "do i need a permit to park"],
    "grades": ["when do we get our grades", "where are my grades", "how do i see my grade", "my grade is wrong"],
    "courses": ["which courses can i take", "is the course full", "how do i drop a course", "sign me up for a course"],
}

topics = sorted(requests)
vocabulary = sorted({word for lines in requests.values() for line in lines for word in line.split()})


def bag(line):
    found = np.zeros(len(vocabulary))
    for word in line.split():
        if word in vocabulary:
            found[vocabulary.index(word)] = 1
    return found


def softmax(scores):
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


class Topics:
    def __init__(self, n_words, n_hidden, n_topics):
        self.W1 = np.random.normal(0, 0.3, (n_words, n_hidden))
        self.b1 = np.zeros(n_hidden)
        self.W2 = np.random.normal(0, 0.3, (n_hidden, n_topics))
        self.b2 = np.zeros(n_topics)

    def forward(self, x):
        self.h = np.tanh(x @ self.W1 + self.b1)
        return softmax(self.h @ self.W2 + self.b2)

    def step(self, x, t, rate):
        p = self.forward(x)
        d2 = (p - t) / len(x)
        d1 = (d2 @ self.W2.T) * (1 - self.h ** 2)
        self.W2 -= rate * self.h.T @ d2
        self.b2 -= rate * d2.sum(axis=0)
        self.W1 -= rate * x.T @ d1
        self.b1 -= rate * d1.sum(axis=0)
        return -np.mean(np.sum(t * np.log(p + 1e-12), axis=1))


def load():
    x = np.array([bag(line) for topic in topics for line in requests[topic]])
    t = np.array([np.eye(len(topics))[topics.index(topic)] for topic in topics for _ in requests[topic]])
    return x, t


if __name__ == "__main__":
    np.random.seed(5)
    x, t = load()
    net = Topics(len(vocabulary), 12, len(topics))
    for epoch in range(200):
        order = np.random.permutation(len(x))
        x, t = x[order], t[order]
        for s in range(0, len(x), 4):
            loss = net.step(x[s:s + 4], t[s:s + 4], 0.3)
        if epoch % 40 == 39:
            print("epoch", epoch + 1, "loss of the last batch", loss)
    right = 0
    for topic in topics:
        for line in requests[topic]:
            right += topics[np.argmax(net.forward(bag(line)[None, :]))] == topic
    print("answered correctly:", right / sum(len(v) for v in requests.values()))
