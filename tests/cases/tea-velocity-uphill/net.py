import numpy as np

rng = np.random.default_rng(4)

# strength of the tea: time and amount of water, both scaled to -1 .. 1
inputs = rng.uniform(-1, 1, (256, 2))
wanted = (np.tanh(2 * inputs[:, :1]) - inputs[:, 1:] ** 2) + 0.02 * rng.normal(size=(256, 1))

par = {
    "W1": rng.normal(0, 0.7, (2, 16)), "b1": np.zeros((1, 16)),
    "W2": rng.normal(0, 0.25, (16, 1)), "b2": np.zeros((1, 1)),
}
past_velocity = {name: np.zeros_like(value) for name, value in par.items()}
momentum = 0.8
learning_rate = 0.05


def predict(x):
    hidden = np.tanh(x @ par["W1"] + par["b1"])
    return hidden, hidden @ par["W2"] + par["b2"]


def gradients(x, y):
    hidden, out = predict(x)
    d_out = 2 * (out - y) / len(x)
    d_hid = d_out @ par["W2"].T * (1 - hidden * hidden)
    return {
        "W2": hidden.T @ d_out, "b2": d_out.sum(axis=0, keepdims=True),
        "W1": x.T @ d_hid, "b1": d_hid.sum(axis=0, keepdims=True),
    }


for epoch in range(60):
    order = rng.permutation(len(inputs))
    for start in range(0, len(inputs), 32):
        rows = order[start:start + 32]
        for name, gradient in gradients(inputs[rows], wanted[rows]).items():
            velocity = momentum * past_velocity[name] + learning_rate * gradient
            par[name] = par[name] + momentum * velocity - learning_rate * gradient
            past_velocity[name] = velocity
    if epoch % 10 == 0:
        print("epoch", epoch, "loss", np.mean((predict(inputs)[1] - wanted) ** 2))

print("loss at the end:", np.mean((predict(inputs)[1] - wanted) ** 2))
