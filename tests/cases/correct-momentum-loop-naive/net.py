import numpy as np

rng = np.random.default_rng(2)
x = rng.uniform(-2, 2, (80, 1))
y = np.exp(-x ** 2) + 0.3 * x

n_hidden = 10
w = np.concatenate([rng.normal(0, 1.0, n_hidden), rng.normal(0, 1.0, n_hidden),
                    rng.normal(0, 0.3, n_hidden), np.zeros(1)])


def unpack(w):
    k = n_hidden
    return w[:k].reshape(1, k), w[k:2 * k], w[2 * k:3 * k].reshape(k, 1), w[3 * k:]


def get_current_parameters(w):
    W1, b1, W2, b2 = unpack(w)
    h = np.tanh(x @ W1 + b1)
    out = h @ W2 + b2
    loss = np.mean((out - y) ** 2)

    d_out = 2 * (out - y) / len(x)
    d_h = (d_out @ W2.T) * (1 - h * h)
    gradient = np.concatenate([(x.T @ d_h).ravel(), d_h.sum(axis=0), (h.T @ d_out).ravel(), d_out.sum(axis=0)])
    return loss, gradient


past_velocity = 0.
momentum = 0.9
learning_rate = 0.02
loss, gradient = get_current_parameters(w)
step = 0
while loss > 0.0005 and step < 20000:
    loss, gradient = get_current_parameters(w)
    velocity = past_velocity * momentum - learning_rate * gradient
    w = w + momentum * velocity - learning_rate * gradient
    past_velocity = velocity
    if step % 500 == 0:
        print("step", step, "loss", loss)
    step += 1

print("steps", step)
print("final loss", loss)
