import numpy as np

rng = np.random.default_rng(4)
x = rng.uniform(-2, 2, (300, 2))
y = (np.sum(x ** 2, axis=1, keepdims=True) < 2).astype(float)

w1 = rng.normal(0, 1, (2, 12))
b1 = np.zeros((1, 12))
w2 = rng.normal(0, 0.5, (12, 1))
b2 = np.zeros((1, 1))
parameters = [w1, b1, w2, b2]


def get_loss_and_gradients(parameters):
    w1, b1, w2, b2 = parameters
    h = np.maximum(x @ w1 + b1, 0)
    p = 1 / (1 + np.exp(-(h @ w2 + b2)))
    loss = -np.mean(y * np.log(p + 1e-10) + (1 - y) * np.log(1 - p + 1e-10))
    dlogit = (p - y) / len(x)
    dh = dlogit @ w2.T
    dh[h == 0] = 0
    gradients = [x.T @ dh, dh.sum(axis=0, keepdims=True),
                 h.T @ dlogit, dlogit.sum(axis=0, keepdims=True)]
    return loss, gradients


past_velocity = [0.0 for _ in parameters]
momentum = 0.9
learning_rate = 0.1

for step in range(1000):
    loss, gradients = get_loss_and_gradients(parameters)
    for k, gradient in enumerate(gradients):
        velocity = past_velocity[k] * momentum + learning_rate * gradient
        parameters[k] = parameters[k] + momentum * velocity - learning_rate * gradient
        past_velocity[k] = velocity
    if step % 200 == 0:
        print("step", step, "loss", loss)

print("final loss", get_loss_and_gradients(parameters)[0])
