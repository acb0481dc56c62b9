# several inputs, several outputs, plain lists

# toes, win/loss record, fans  ->  hurt?, win?, sad?
toes = [8.5, 9.5, 9.9, 9.0, 7.2, 8.1, 9.3, 6.5]
wlrec = [0.65, 0.8, 0.8, 0.9, 0.3, 0.5, 0.7, 0.2]
nfans = [1.2, 1.3, 0.5, 1.0, 0.7, 1.6, 0.9, 1.4]

scale = [0.1, 1.0, 0.6]
games = [[t * scale[0], w * scale[1], f * scale[2]] for t, w, f in zip(toes, wlrec, nfans)]

hurt = [0.5 * g[0] - 0.4 * g[1] + 0.1 * g[2] for g in games]
win = [0.2 * g[0] + 0.9 * g[1] for g in games]
sad = [0.9 * g[0] - 0.9 * g[1] - 0.3 * g[2] for g in games]
truth = [[a, b, c] for a, b, c in zip(hurt, win, sad)]

#            toes  win  fans
weights = [[0.1, 0.1, -0.3],  # hurt?
           [0.1, 0.2, 0.0],   # win?
           [0.0, 1.3, 0.1]]   # sad?

alpha = 0.05


def w_sum(a, b):
    assert len(a) == len(b)
    output = 0
    for i in range(len(a)):
        output += a[i] * b[i]
    return output


def vect_mat_mul(vect, matrix):
    assert len(vect) == len(matrix)
    output = [0, 0, 0]
    for i in range(len(matrix)):
        output[i] = w_sum(vect, matrix[i])
    return output


def neural_network(input, weights):
    return vect_mat_mul(input, weights)


def zeros_matrix(rows, columns):
    return [[0] * columns for _ in range(rows)]


def outer_prod(vec_a, vec_b):
    out = zeros_matrix(len(vec_a), len(vec_b))
    for i in range(len(vec_a)):
        for j in range(len(vec_b)):
            out[i][j] = vec_a[i] * vec_b[j]
    return out


for round_number in range(1500):
    total = 0
    for input, true in zip(games, truth):
        pred = neural_network(input, weights)

        delta = [0, 0, 0]
        for i in range(len(true)):
            total += (pred[i] - true[i]) ** 2
            delta[i] = pred[i] - true[i]

        weight_deltas = outer_prod(delta, input)

        for i in range(len(weights)):
            for j in range(len(weights[0])):
                weights[i][j] -= alpha * weight_deltas[i][j]
    if round_number % 300 == 0:
        print("round", round_number, "squared errors", total)

for row in weights:
    print([round(w, 3) for w in row])
print("squared errors at the end: %.6f" % total)
