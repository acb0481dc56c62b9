import numpy as np
import random


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def draw_negatives(outside, n_words, K):
    """K words other than the outside word, the same one may come several times"""
    picks = []
    while len(picks) < K:
        w = random.randrange(n_words)
        if w != outside:
            picks.append(w)
    return picks


def neg_sampling(center_vec, outside, outside_vectors, negatives):
    """
    loss = -log sigmoid(u_o . v_c) - sum_k log sigmoid(-u_k . v_c)
    A word that is drawn twice counts twice.
    """
    pos = sigmoid(outside_vectors[outside] @ center_vec)
    neg = sigmoid(-outside_vectors[negatives] @ center_vec)
    loss = -np.log(pos) - np.sum(np.log(neg))

    grad_center = (pos - 1) * outside_vectors[outside] + (1 - neg) @ outside_vectors[negatives]

    grad_outside = np.zeros(outside_vectors.shape)
    grad_outside[outside] += (pos - 1) * center_vec
    np.add.at(grad_outside, negatives, np.outer(1 - neg, center_vec))
    return loss, grad_center, grad_outside


def skipgram(center, outsides, center_vectors, outside_vectors, all_negatives):
    loss = 0.0
    grad_centers = np.zeros(center_vectors.shape)
    grad_outsides = np.zeros(outside_vectors.shape)
    for outside, negatives in zip(outsides, all_negatives):
        l, gc, go = neg_sampling(center_vectors[center], outside, outside_vectors, negatives)
        loss += l
        grad_centers[center] += gc
        grad_outsides += go
    return loss, grad_centers, grad_outsides


def make_text(n):
    """animals stand with animals, colours with colours, numbers with numbers"""
    groups = [["cat", "dog", "cow", "pig"], ["red", "blue", "pink", "grey"], ["one", "two", "six", "ten"]]
    text = []
    for _ in range(n):
        g = random.choice(groups)
        text += [random.choice(g) for _ in range(5)]
    return text, groups


if __name__ == "__main__":
    random.seed(2)
    np.random.seed(2)
    text, groups = make_text(200)
    words = sorted(set(text))
    number = {w: i for i, w in enumerate(words)}
    ids = [number[w] for w in text]
    D, window, K, lr = 8, 2, 10, 0.05
    V = (np.random.rand(len(words), D) - 0.5) / D
    U = np.zeros((len(words), D))

    for sweep in range(3):
        total, count = 0.0, 0
        for pos in range(len(ids)):
            outsides = ids[max(0, pos - window):pos] + ids[pos + 1:pos + 1 + window]
            negatives = [draw_negatives(o, len(words), K) for o in outsides]
            loss, gV, gU = skipgram(ids[pos], outsides, V, U, negatives)
            V -= lr * gV
            U -= lr * gU
            total += loss
            count += len(outsides)
        print("sweep", sweep + 1, "loss per pair", total / count)

    unit = V / np.linalg.norm(V, axis=1, keepdims=True)
    for g in groups:
        print(g, np.round([unit[number[g[0]]] @ unit[number[w]] for w in g], 2))
