import numpy as np

np.random.seed(6)


class Brain:
    def __init__(self, n_words, n_hidden, n_intents):
        self.syn0 = np.random.normal(0, 0.3, (n_words, n_hidden))
        self.off0 = np.zeros((1, n_hidden))
        self.syn1 = np.random.normal(0, 0.3, (n_hidden, n_intents))
        self.off1 = np.zeros((1, n_intents))

    def respond(self, X):
        self.layer1 = np.tanh(X.dot(self.syn0) + self.off0)
        raw = np.exp(self.layer1.dot(self.syn1) + self.off1)
        return raw / raw.sum(axis=1, keepdims=True)

    def learn(self, X, Y, alpha):
        answer = self.respond(X)
        err1 = (Y - answer) / X.shape[0]
        err0 = err1.dot(self.syn1.T) * (1 - self.layer1 ** 2)
        self.syn1 += alpha * self.layer1.T.dot(err1)
        self.off1 += alpha * err1.sum(axis=0, keepdims=True)
        self.syn0 += alpha * X.T.dot(err0)
        self.off0 += alpha * err0.sum(axis=0, keepdims=True)
        return -np.mean(np.sum(Y * np.log(answer), axis=1))


def sentences():
    words = {
        "greeting": "hello hi hey good morning there",
        "hours": "when open close hours today library",
        "professor": "who teaches professor office email",
        "food": "where eat lunch coffee food today",
    }
    vocabulary = sorted(set(" ".join(words.values()).split()))
    x_data, y_data = [], []
    for number, intent in enumerate(words):
        for _ in range(40):
            chosen = np.random.choice(words[intent].split(), 3, replace=False)
            x_data.append([1.0 if v in chosen else 0.0 for v in vocabulary])
            y_data.append(number)
    return np.array(x_data), np.array(y_data)


x_data, y_data = sentences()

# randomize the order, then take the last quarter for testing
order = np.random.permutation(len(x_data))
x_data = x_data[order]
split = int(0.75 * len(x_data))

x_train, y_train = x_data[:split], np.eye(4)[y_data[:split]]
x_test, y_test = x_data[split:], y_data[split:]

brain = Brain(x_data.shape[1], 12, 4)
for epoch in range(500):
    loss = brain.learn(x_train, y_train, 0.5)
    if epoch % 100 == 0:
        print("epoch", epoch, "loss", loss)

hits = brain.respond(x_test).argmax(axis=1) == y_test
print("tests passed:", hits.sum(), "of", len(hits))
print("share of tests passed: %.3f" % hits.mean())
