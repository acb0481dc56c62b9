import random


def w_sum(a, b):
    assert len(a) == len(b)
    total = 0
    for i in range(len(a)):
        total += a[i] * b[i]
    return total


def vect_mat_mul(vect, matrix):
    return [w_sum(vect, matrix[i]) for i in range(len(matrix))]


def neural_network(inp, weights):
    return vect_mat_mul(inp, weights)


def outer_prod(a, b):
    out = [[0.0] * len(b) for _ in range(len(a))]
    for i in range(len(a)):
        for j in range(len(b)):
            out[i][j] = a[i] * b[j]
    return out


#           sleep  pulse  steps
weights = [[0.1,   0.1,  -0.3],    # tired?
           [0.1,   0.2,   0.0],    # hungry?
           [0.0,   1.3,   0.1]]    # cheerful?

random.seed(17)
truth = [[-0.8, 0.5, 0.6], [0.2, 0.1, 0.9], [0.7, -0.4, 0.2]]
days = []
for k in range(60):
    day = [random.uniform(0, 1) for _ in range(3)]
    mood = [w_sum(day, row) + random.gauss(0, 0.02) for row in truth]
    days.append((day, mood))

alpha = 0.1

for epoch in range(50):
    total = 0
    for inp, goal in days:
        pred = neural_network(inp, weights)

        error = [0, 0, 0]
        delta = [0, 0, 0]
        for i in range(len(goal)):
            error[i] = (pred[i] - goal[i]) ** 2
            delta[i] = pred[i] - goal[i]
        total += sum(error)

        weight_deltas = outer_prod(inp, delta)

        for i in range(len(weights)):
            for j in range(len(weights[0])):
                weights[i][j] -= alpha * weight_deltas[i][j]
    if epoch % 10 == 0:
        print("epoch", epoch, "error", total / len(days))

print("last error:", total / len(days))
print("weights:", [[round(w, 2) for w in row] for row in weights])
