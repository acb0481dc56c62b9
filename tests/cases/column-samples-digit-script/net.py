import numpy as np

np.random.seed(2)

# 5x4 little pictures of the digits, flattened
pictures = {
    0: "01101001100110010110",
    1: "00100110001000100111",
    2: "01101001001001001111",
    3: "11100001011000011110",
    4: "10101010111100100010",
    7: "11110001001001000100",
}
names = sorted(pictures)
base = np.array([[int(c) for c in pictures[k]] for k in names], dtype=float)
which = np.random.randint(0, len(names), 300)
images = np.clip(base[which] + np.random.normal(0, 0.3, (300, 20)), 0, 1)
labels = np.eye(len(names))[which]

w_i_h = np.random.uniform(-0.5, 0.5, (16, 20))
w_h_o = np.random.uniform(-0.5, 0.5, (6, 16))
b_i_h = np.zeros((16, 1))
b_h_o = np.zeros((6, 1))

learn_rate = 0.8
nr_correct = 0
epochs = 8
for epoch in range(epochs):
    cost = 0
    for img, l in zip(images, labels):
        img = img.reshape(-1, 1)
        l = l.reshape(-1, 1)
        # Forward input -> hidden -> output
        h = 1 / (1 + np.exp(-(b_i_h + w_i_h @ img)))
        o = 1 / (1 + np.exp(-(b_h_o + w_h_o @ h)))

        # squared error
        e = 1 / len(o) * np.sum((o - l) ** 2, axis=0)
        cost += e[0]
        nr_correct += int(np.argmax(o) == np.argmax(l))

        # output -> hidden
        delta_o = 2 / len(o) * (o - l)
        w_h_o += -learn_rate * delta_o @ h.T
        b_h_o += -learn_rate * delta_o
        # hidden -> input
        delta_h = w_h_o.T @ delta_o * (h * (1 - h))
        w_i_h += -learn_rate * delta_h @ img.T
        b_i_h += -learn_rate * delta_h

    print(f"epoch {epoch}: cost {cost / len(images):.5f}, accuracy {100 * nr_correct / len(images):.2f}%")
    nr_correct = 0
