# what happens after a game: hurt? win? sad?   from: toes, win-loss record, fans
shoes = [0.85, 0.95, 0.99, 0.9, 0.87, 0.93]
record = [0.65, 0.8, 0.2, 0.9, 0.35, 0.55]
crowd = [1.2, 0.3, 0.5, 1.0, 0.9, 0.4]

bruised = [0.3, 0.1, 0.0, 0.25, 0.22, 0.08]
won = [0.6, 0.85, 0.2, 0.9, 0.35, 0.55]
gloomy = [0.2, 0.1, 0.8, 0.05, 0.6, 0.4]

table = [[0.1, 0.1, -0.3],   # hurt?
           [0.1, 0.2, 0.0],    # win?
           [0.0, 1.3, 0.1]]    # sad?

pace = 0.1


def weigh(a, b):
    assert len(a) == len(b)
    total = 0
    for i in range(len(a)):
        total += a[i] * b[i]
    return total


def rows_times(vect, matrix):
    output = []
    for row in matrix:
        output.append(weigh(vect, row))
    return output


def all_pairs(a, b):
    out = [[0.0 for _ in b] for _ in a]
    for i in range(len(a)):
        for j in range(len(b)):
            out[i][j] = a[i] * b[j]
    return out


def predict(inputs, table):
    return rows_times(inputs, table)


for iteration in range(1001):
    total = 0
    for game in range(len(shoes)):
        inputs = [shoes[game], record[game], crowd[game]]
        truth = [bruised[game], won[game], gloomy[game]]
        guess = predict(inputs, table)

        miss = [0, 0, 0]
        for i in range(len(truth)):
            miss[i] = guess[i] - truth[i]
            total += miss[i] ** 2

        shift = all_pairs(miss, inputs)

        for i in range(len(table)):
            for j in range(len(table[0])):
                table[i][j] -= pace * shift[i][j]
    if iteration % 200 == 0:
        print("iteration", iteration, "error", total)

print("weights:", table)
print("error in the end:", total)
