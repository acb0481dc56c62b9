import numpy as np

rng = np.random.default_rng(21)

# segments a b c d e f g of a calculator display
segments = np.array([
    [1, 1, 1, 1, 1, 1, 0],
    [0, 1, 1, 0, 0, 0, 0],
    [1, 1, 0, 1, 1, 0, 1],
    [1, 1, 1, 1, 0, 0, 1],
    [0, 1, 1, 0, 0, 1, 1],
    [1, 0, 1, 1, 0, 1, 1],
    [1, 0, 1, 1, 1, 1, 1],
    [1, 1, 1, 0, 0, 0, 0],
    [1, 1, 1, 1, 1, 1, 1],
    [1, 1, 1, 1, 0, 1, 1]], dtype=float)

w_i_h = rng.uniform(-0.5, 0.5, (8, 7))
w_h_o = rng.uniform(-0.5, 0.5, (10, 8))
b_i_h = np.zeros((8, 1))
b_h_o = np.zeros((10, 1))

learn_rate = 3.0
epochs = 60
for epoch in range(epochs):
    nr_correct = 0
    err = 0
    for n in rng.permutation(10):
        img = segments[n].reshape(7, 1)
        l = np.zeros((10, 1))
        l[n] = 1
        # Forward propagation input -> hidden
        h_pre = b_i_h + w_i_h @ img
        h = 1 / (1 + np.exp(-h_pre))
        # Forward propagation hidden -> output
        o_pre = b_h_o + w_h_o @ h
        o = 1 / (1 + np.exp(-o_pre))

        # Cost / Error calculation
        e = 1 / len(o) * np.sum((o - l) ** 2, axis=0)
        err += e[0]
        nr_correct += int(np.argmax(o) == np.argmax(l))

        # Backpropagation output -> hidden (cost function derivative)
        delta_o = (o - l) * o * (1 - o)
        # Backpropagation hidden -> input (activation function derivative)
        w_h_o += -learn_rate * delta_o @ h.T
        delta_h = w_h_o.T @ delta_o * (h * (1 - h))
        w_i_h += -learn_rate * delta_h @ img.T
        b_i_h += -learn_rate * delta_h

    if epoch % 10 == 0 or epoch == epochs - 1:
        print("epoch", epoch, "Acc: %.1f%%" % (nr_correct / 10 * 100), "error:", err / 10)
