import random

random.seed(3)


def weigh(weights, bias, features):
    total = bias
    for w, f in zip(weights, features):
        total += w * f
    return total


def step(x):
    if x >= 0:
        return 1
    else:
        return 0


def guess(weights, bias, features):
    return step(weigh(weights, bias, features))


def one_error(weights, bias, features, label):
    if guess(weights, bias, features) == label:
        return 0
    else:
        return abs(weigh(weights, bias, features))


def mean_error(weights, bias, rows, labels):
    total = 0
    for features, label in zip(rows, labels):
        total += one_error(weights, bias, features, label)
    return total / len(rows)


def nudge(weights, bias, features, label, rate=0.01):
    pred = guess(weights, bias, features)
    for i in range(len(weights)):
        weights[i] += (label - pred) * features[i] * rate
        bias += (label - pred) * rate
    return weights, bias


def perceptron(rows, labels, rate=0.01, rounds=4000):
    weights = [1.0 for _ in range(len(rows[0]))]
    bias = 0.0
    errors = []
    for k in range(rounds):
        errors.append(mean_error(weights, bias, rows, labels))
        i = random.randint(0, len(rows) - 1)
        weights, bias = nudge(weights, bias, rows[i], labels[i], rate)
    return weights, bias, errors


# how often eight words occur in a letter, and whether the letter is a complaint
rows, labels = [], []
meaning = [1.5, -1, 0.5, -2, 1, 0.8, -0.5, -1.2]
while len(rows) < 120:
    letter = [random.randint(0, 4) for _ in range(8)]
    mood = sum(m * c for m, c in zip(meaning, letter)) + 1.0 + random.gauss(0, 0.6)
    rows.append(letter)
    labels.append(1 if mood > 0 else 0)

weights, bias, errors = perceptron(rows, labels)
print("weights", [round(w, 3) for w in weights], "bias", round(bias, 3))
print("errors at the start", errors[0], "and later", errors[1000], errors[2000])
hits = sum(guess(weights, bias, r) == l for r, l in zip(rows, labels))
print("mean error:", mean_error(weights, bias, rows, labels), "right:", hits, "of", len(rows))
