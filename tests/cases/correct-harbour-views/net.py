import numpy as np
from math import log


def build_cooccur(lines, window):
    vocab = {w: i for i, w in enumerate(sorted({w for line in lines for w in line.split()}))}
    table = {}
    for line in lines:
        ids = [vocab[w] for w in line.split()]
        for centre_at, main in enumerate(ids):
            for left_at in range(max(0, centre_at - window), centre_at):
                share = 1.0 / (centre_at - left_at)
                for key in ((main, ids[left_at]), (ids[left_at], main)):
                    table[key] = table.get(key, 0.0) + share
    return vocab, [(a, b, x) for (a, b), x in sorted(table.items())]


def run_iter(data, rate=0.05, x_max=10, power=0.75):
    """one round over all pairs; returns the cost before the changes"""
    cost_sum = 0
    np.random.shuffle(data)
    for (v_main, v_context, b_main, b_context,
         g_main, g_context, gb_main, gb_context, x) in data:
        weight = (x / x_max) ** power if x < x_max else 1
        inner = v_main.dot(v_context) + b_main[0] + b_context[0] - log(x)
        cost_sum += 0.5 * weight * inner ** 2

        grad_main = weight * inner * v_context
        grad_context = weight * inner * v_main
        grad_bias = weight * inner

        # every array here is a view, so the big table changes at once
        v_main -= rate * grad_main / np.sqrt(g_main)
        v_context -= rate * grad_context / np.sqrt(g_context)
        b_main -= rate * grad_bias / np.sqrt(gb_main)
        b_context -= rate * grad_bias / np.sqrt(gb_context)

        g_main += grad_main ** 2
        g_context += grad_context ** 2
        gb_main += grad_bias ** 2
        gb_context += grad_bias ** 2
    return cost_sum


def train_glove(vocab, cooccur, size, iterations):
    n = len(vocab)
    W = (np.random.rand(2 * n, size) - 0.5) / (size + 1)
    biases = (np.random.rand(2 * n) - 0.5) / (size + 1)
    squares = np.ones((2 * n, size))
    bias_squares = np.ones(2 * n)
    data = np.empty(len(cooccur), dtype=object)
    for k, (a, b, x) in enumerate(cooccur):
        c = b + n
        data[k] = (W[a], W[c], biases[a:a + 1], biases[c:c + 1],
                   squares[a], squares[c], bias_squares[a:a + 1], bias_squares[c:c + 1], x)
    for i in range(iterations):
        cost = run_iter(data)
        if i % 10 == 0:
            print("iteration %i: cost %f" % (i, cost))
    return W[:n] + W[n:]


if __name__ == "__main__":
    np.random.seed(4)
    lines = ["the ship leaves the harbour in the morning", "the train leaves the station in the evening",
             "a small boat waits in the harbour", "a slow train waits in the station",
             "the captain of the ship sleeps in the evening", "the driver of the train sleeps in the morning"]
    vocab, cooccur = build_cooccur(lines, 4)
    vectors = train_glove(vocab, cooccur, 8, 81)
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    names = sorted(vocab, key=vocab.get)
    print("ship:", [names[k] for k in np.argsort(-unit @ unit[vocab["ship"]])[1:4]])
