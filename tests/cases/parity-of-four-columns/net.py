import numpy as np
np.random.seed(0)

# 4 bits -> odd or even number of ones
bits = np.array([[int(c) for c in format(n, "04b")] for n in range(16)])
odd = bits.sum(axis=1) % 2

w_i_h = np.random.uniform(-1, 1, (10, 4))
w_h_o = np.random.uniform(-1, 1, (1, 10))
b_i_h = np.random.uniform(-1, 1, (10, 1))
b_h_o = np.zeros((1, 1))

learn_rate = 0.3
epochs = 1500
nr_correct = 0
for epoch in range(epochs):
    sq = 0
    for k in np.random.permutation(16):
        img = bits[k].reshape(-1, 1) * 2 - 1
        l = np.array([[odd[k]]])

        # Forward propagation input -> hidden
        h = 1 / (1 + np.exp(-(b_i_h + w_i_h @ img)))
        # Forward propagation hidden -> output
        o = 1 / (1 + np.exp(-(b_h_o + w_h_o @ h)))

        sq += float((o - l)[0, 0] ** 2)
        nr_correct += int((o[0, 0] > 0.5) == l[0, 0])

        # Backpropagation output -> hidden
        delta_o = (o - l) * o * (1 - o)
        w_h_o += -learn_rate * delta_o @ h.T
        b_h_o += -learn_rate * delta_o
        # Backpropagation hidden -> input
        delta_h = w_h_o.T @ delta_o
        w_i_h += -learn_rate * delta_h @ img.T
        b_i_h += -learn_rate * delta_h

    if epoch % 300 == 0:
        print(f"epoch {epoch}  mse {sq / 16:.4f}  acc {nr_correct / 16 * 100:.1f}%")
    nr_correct = 0

H = 1 / (1 + np.exp(-(b_i_h + w_i_h @ (bits.T * 2 - 1))))
O = 1 / (1 + np.exp(-(b_h_o + w_h_o @ H)))
print("answers", np.round(O.ravel(), 2))
print("mse at the end:", np.mean((O.ravel() - odd) ** 2))
