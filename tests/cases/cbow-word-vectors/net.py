import numpy as np


def babble(n_words, vocab, rng):
    # after every word one of its two favourite followers
    follow = {w: [(w + 1) % vocab, (w + 4) % vocab] for w in range(vocab)}
    text = [0]
    while len(text) < n_words:
        text.append(follow[text[-1]][int(rng.random_sample() < 0.2)])
    return text


def bags(text, vocab):
    middle, bags_in = [], []
    for i in range(1, len(text) - 1):
        bag = np.zeros(vocab)
        bag[text[i - 1]] += 0.5
        bag[text[i + 1]] += 0.5
        bags_in.append(bag)
        middle.append(np.eye(vocab)[text[i]])
    return np.array(bags_in).T, np.array(middle).T


def softmax(scores):
    e = np.exp(scores - np.max(scores, axis=0, keepdims=True))
    return e / np.sum(e, axis=0, keepdims=True)


def fresh(n_hidden, vocab, rng):
    return {"W1": rng.randn(n_hidden, vocab) * 0.5, "b1": rng.randn(n_hidden, 1) * 0.1,
            "W2": rng.randn(vocab, n_hidden) * 0.5, "b2": rng.randn(vocab, 1) * 0.1}


def forward(x, net):
    total = np.dot(net["W1"], x) + net["b1"]
    h = np.maximum(0, total)
    scores = np.dot(net["W2"], h) + net["b2"]
    return scores, h, total


def entropy(y, guess):
    return -np.sum(y * np.log(guess + 1e-12)) / y.shape[1]


def grads_of(x, guess, y, h, total, net):
    m = x.shape[1]
    down = np.dot(net["W2"].T, guess - y)
    down = np.maximum(0, down)
    return {"W1": np.dot(down, x.T) / m,
            "W2": np.dot(guess - y, h.T) / m,
            "b1": np.sum(np.dot(down, x.T), axis=1, keepdims=True) / m,
            "b2": np.sum(np.dot(guess - y, h.T), axis=1, keepdims=True) / m}


def practise(x, y, net, rounds, pace, size, rng):
    for n in range(rounds):
        pick = rng.choice(x.shape[1], size, replace=False)
        xb, yb = x[:, pick], y[:, pick]
        scores, h, total = forward(xb, net)
        grads = grads_of(xb, softmax(scores), yb, h, total, net)
        for key in net:
            net[key] -= pace * grads[key]
        if n % 300 == 0:
            print("iterations:", n, "entropy:", entropy(y, softmax(forward(x, net)[0])))
    return net


if __name__ == "__main__":
    rng = np.random.RandomState(8)
    x, y = bags(babble(900, 14, rng), 14)
    net = practise(x, y, fresh(20, 14, rng), 1501, 0.5, 128, rng)
    print("end entropy:", entropy(y, softmax(forward(x, net)[0])))
