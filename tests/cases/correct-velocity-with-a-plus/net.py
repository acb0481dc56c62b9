import numpy as np

rng = np.random.default_rng(19)
inputs = rng.uniform(-1.5, 1.5, (160, 1))
goals = np.cos(2.5 * inputs) * np.exp(-inputs ** 2 / 2)


def get_current_parameters():
    """loss and gradients at the place where w is now"""
    hidden = np.tanh(inputs * w[0] + w[1])
    residual = hidden @ w[2] + w[3] - goals
    d = residual / len(inputs)
    dh = d @ w[2].T * (1 - hidden ** 2)
    gradient = [np.sum(inputs * dh, axis=0), dh.sum(axis=0), hidden.T @ d, d.sum(axis=0)]
    return 0.5 * np.mean(residual ** 2), gradient


w = [rng.normal(0, 2, 12), rng.normal(0, 1, 12), rng.normal(0, 0.3, (12, 1)), np.zeros(1)]
past_velocity = [0., 0., 0., 0.]
momentum = 0.9
learning_rate = 0.05
loss, rounds = 1.0, 0
while loss > 1e-4 and rounds < 6000:
    loss, gradient = get_current_parameters()
    # the velocity points uphill; it is taken away below
    velocity = [v * momentum + learning_rate * g for v, g in zip(past_velocity, gradient)]
    w = [a - momentum * v - learning_rate * g for a, v, g in zip(w, velocity, gradient)]
    past_velocity = velocity
    rounds += 1
    if rounds % 500 == 0:
        print("round", rounds, "loss", loss)
print("stopped after", rounds, "rounds, loss:", loss)
