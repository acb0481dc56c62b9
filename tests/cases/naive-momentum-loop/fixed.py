import numpy as np

# small network trained with the naive momentum loop of the book

rng = np.random.default_rng(12)
x = np.linspace(-2, 2, 80).reshape(-1, 1)
y = np.sin(2 * x) * np.exp(-0.3 * x)

params = {
    "w1": rng.normal(0, 1, (1, 16)), "b1": rng.normal(0, 1, 16),
    "w2": rng.normal(0, 0.3, (16, 1)), "b2": np.zeros(1),
}


def loss_and_gradients(p):
    h = np.tanh(x @ p["w1"] + p["b1"])
    out = h @ p["w2"] + p["b2"]
    loss = np.mean((out - y) ** 2)
    d_out = 2 * (out - y) / y.size
    d_h = (d_out @ p["w2"].T) * (1 - h ** 2)
    grads = {
        "w2": h.T @ d_out, "b2": d_out.sum(axis=0),
        "w1": x.T @ d_h, "b1": d_h.sum(axis=0),
    }
    return loss, grads


learning_rate = 0.05
momentum = 0.9
past_velocity = {k: np.zeros_like(v) for k, v in params.items()}
loss = np.inf
step = 0

while loss > 0.002 and step < 6000:
    loss, gradient = loss_and_gradients(params)
    for k in params:
        velocity = past_velocity[k] * momentum - learning_rate * gradient[k]
        params[k] = params[k] + momentum * velocity - learning_rate * gradient[k]
        past_velocity[k] = velocity
    if step % 500 == 0:
        print("step", step, "loss", loss)
    step += 1

print("steps used:", step)
print("loss reached:", loss)
