# toes, record and number of fans -> hurt?, won?, sad?   (three in, three out)

import random

random.seed(10)


def w_sum(a, b):
    assert len(a) == len(b)
    out = 0
    for i in range(len(a)):
        out += a[i] * b[i]
    return out


def vect_mat_mul(vect, matrix):
    out = [0] * len(matrix)
    for i in range(len(matrix)):
        out[i] = w_sum(vect, matrix[i])
    return out


def outer_prod(a, b):
    out = [[0] * len(b) for _ in a]
    for i in range(len(a)):
        for j in range(len(b)):
            out[i][j] = a[i] * b[j]
    return out


def neural_network(inp, weights):
    return vect_mat_mul(inp, weights)


def one_game():
    toes, record, fans = random.uniform(0.5, 1), random.random(), random.random()
    truth = [0.2 * toes - 0.1 * fans, 0.9 * record + 0.1 * toes, 0.4 * toes - 0.3 * record]
    return [toes, record, fans], truth


games = [one_game() for _ in range(40)]

#           toes  %win  #fans
weights = [[0.1, 0.1, -0.3],   # hurt?
           [0.1, 0.2, 0.0],    # win?
           [0.0, 1.3, 0.1]]    # sad?

alpha = 0.1

for season in range(60):
    total = 0
    for inp, truth in games:
        pred = neural_network(inp, weights)

        error = [0, 0, 0]
        delta = [0, 0, 0]
        for i in range(len(truth)):
            error[i] = (pred[i] - truth[i]) ** 2
            delta[i] = pred[i] - truth[i]

        weight_deltas = outer_prod(inp, delta)

        for i in range(len(weights)):
            for j in range(len(weights[0])):
                weights[i][j] -= alpha * weight_deltas[i][j]
        total += sum(error)
    if season % 10 == 0:
        print("season", season, "error", total / len(games))

print("weights:")
for row in weights:
    print([round(w, 3) for w in row])
print("error per game:", total / len(games))
