import numpy as np

rng = np.random.RandomState(8)

# points inside the ring -> 1, outside -> 0
pts = rng.uniform(-1, 1, (300, 2))
lab = (np.abs(np.sqrt((pts ** 2).sum(1)) - 0.6) < 0.22).astype(float)

w_i_h = rng.uniform(-2, 2, (12, 2))
b_i_h = rng.uniform(-1, 1, (12, 1))
w_h_o = rng.uniform(-1, 1, (1, 12))
b_h_o = np.zeros((1, 1))

learn_rate = 1.0
nr_correct = 0
epochs = 150
for epoch in range(epochs):
    sq = 0
    for p, l in zip(pts, lab):
        p = p.reshape(2, 1)
        # forward input -> hidden
        h = 1 / (1 + np.exp(-(w_i_h @ p + b_i_h)))
        # forward hidden -> output
        o = 1 / (1 + np.exp(-(w_h_o @ h + b_h_o)))

        # cost
        e = (o - l) ** 2
        sq += e[0, 0]
        nr_correct += int((o[0, 0] > 0.5) == (l > 0.5))

        # backprop output -> hidden
        delta_o = 2 * (o - l) * o * (1 - o)
        w_h_o += -learn_rate * delta_o @ h.T
        b_h_o += -learn_rate * delta_o

        # backprop hidden -> input
        delta_h = w_h_o.T @ delta_o
        w_i_h += -learn_rate * delta_h @ p.T
        b_i_h += -learn_rate * delta_h

    # show accuracy for this epoch
    if epoch % 15 == 14:
        print(f"Acc: {100 * nr_correct / len(pts) / 15:.2f}%  mean cost: {sq / len(pts):.5f}")
        nr_correct = 0
