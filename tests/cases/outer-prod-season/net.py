import random

random.seed(2)

# per game: wear of the pitch, share of wins so far, fans (in 100 000)
true_rule = [[0.3, -0.7, 0.2], [0.1, 0.9, 0.6], [-0.5, 0.2, 0.4]]
games = []
for _ in range(40):
    row = [random.uniform(0, 1), random.uniform(0, 1), random.uniform(0, 1)]
    games.append(row)
# hurt?  win?  sad?
outcomes = [[sum(t * x for t, x in zip(rule, row)) for rule in true_rule] for row in games]

weights = [[0.1, 0.1, -0.3],
           [0.1, 0.2, 0.0],
           [0.0, 1.3, 0.1]]
alpha = 0.1


def w_sum(a, b):
    assert len(a) == len(b)
    output = 0
    for i in range(len(a)):
        output += a[i] * b[i]
    return output


def vect_mat_mul(vect, matrix):
    output = [0, 0, 0]
    for i in range(len(vect)):
        output[i] = w_sum(vect, matrix[i])
    return output


def zeros_matrix(n, m):
    return [[0] * m for _ in range(n)]


def outer_prod(vec_a, vec_b):
    out = zeros_matrix(len(vec_a), len(vec_b))
    for i in range(len(vec_a)):
        for j in range(len(vec_b)):
            out[i][j] = vec_a[i] * vec_b[j]
    return out


def season():
    total = 0
    for game, truth in zip(games, outcomes):
        pred = vect_mat_mul(game, weights)
        delta = [0, 0, 0]
        for i in range(len(truth)):
            total += (pred[i] - truth[i]) ** 2
            delta[i] = pred[i] - truth[i]

        weight_deltas = outer_prod(game, delta)
        for i in range(len(weights)):
            for j in range(len(weights[0])):
                weights[i][j] -= alpha * weight_deltas[i][j]
    return total


for s in range(100):
    error = season()
    if s % 20 == 0 or s == 99:
        print("season", s, "error", error)
for row in weights:
    print([round(v, 3) for v in row])
