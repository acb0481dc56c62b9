import numpy as np

np.random.seed(11)


def S(x):
    return 1 / (1 + np.exp(-x))


w_in = np.random.randn(2, 2)
w_out = np.random.randn(2)
eta = 0.5

cases = [[0, 0], [1, 0], [0, 1], [1, 1]]
target = [0, 1, 1, 0]

epoch = int(12000)
history = []

for r in range(epoch):
    major = 0
    for k in range(len(target)):
        tar = target[k]
        data = np.array(cases[k])

        hid = S(np.dot(data, w_in))
        out = S(np.dot(hid, w_out))

        major += 0.5 * (tar - out) ** 2

        # output unit
        delta_out = (out - tar) * (out * (1 - out))
        for x in range(len(w_out)):
            w_out[x] -= eta * delta_out * hid[x]

        # hidden units
        delta_in = np.dot(hid, (1 - hid)) * np.dot(delta_out, w_out)
        for x in range(len(delta_in)):
            for y in range(len(w_in)):
                w_in[y][x] -= eta * delta_in[x] * data[y]
    history.append(major)
    if r % 3000 == 0:
        print("epoch", r, "error", major)

for k in range(len(target)):
    hid = S(np.dot(np.array(cases[k]), w_in))
    print(cases[k], "->", S(np.dot(hid, w_out)), "wanted", target[k])
print("error of the last epoch:", history[-1])
