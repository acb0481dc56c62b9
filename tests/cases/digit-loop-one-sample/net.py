import numpy as np

"""
w = weights, b = bias, i = input, h = hidden, o = output, l = label
e.g. w_i_h = weights from input layer to hidden layer
"""
rng = np.random.RandomState(3)
glyphs = rng.rand(24, 64) > 0.6          # every digit can be written in several ways
which = rng.randint(0, 24, 900)
images = np.clip(glyphs[which] + rng.normal(0, 0.25, (900, 64)), 0, 1)
labels = np.eye(8)[which % 8]

w_i_h = rng.uniform(-0.5, 0.5, (16, 64))
w_h_o = rng.uniform(-0.5, 0.5, (8, 16))
b_i_h = np.zeros((16, 1))
b_h_o = np.zeros((8, 1))

learn_rate = 0.5
nr_correct = 0
epochs = 6
for epoch in range(epochs):
    cost = 0
    for img, l in zip(images, labels):
        img.shape += (1,)
        l.shape += (1,)
        # Forward propagation input -> hidden
        h_pre = b_i_h + w_i_h @ img
        h = 1 / (1 + np.exp(-h_pre))
        # Forward propagation hidden -> output
        o_pre = b_h_o + w_h_o @ h
        o = 1 / (1 + np.exp(-o_pre))

        # Cost / Error calculation
        e = np.sum((o - l) ** 2, axis=0)
        cost += e[0]
        nr_correct += int(np.argmax(o) == np.argmax(l))

        # Backpropagation output -> hidden (cost function derivative)
        delta_o = 2 * (o - l)
        w_h_o += -learn_rate * delta_o @ np.transpose(h)
        b_h_o += -learn_rate * delta_o
        # Backpropagation hidden -> input (activation function derivative)
        delta_h = np.transpose(w_h_o) @ delta_o * (h * (1 - h))
        w_i_h += -learn_rate * delta_h @ np.transpose(img)
        b_i_h += -learn_rate * delta_h

    # Show accuracy for this epoch
    print(f"Acc: {round((nr_correct / images.shape[0]) * 100, 2)}%  cost: {round(cost / 900, 4)}")
    nr_correct = 0
