import numpy as np


class Settings:
    learning_rate = 0.05
    momentum = 0.8
    steps = 1500


def start(n_in, n_hidden, seed):
    rs = np.random.RandomState(seed)
    names = ['w1', 'b1', 'w2', 'b2']
    values = [rs.randn(n_in, n_hidden) * 0.6, np.zeros(n_hidden), rs.randn(n_hidden, 1) * 0.3, np.zeros(1)]
    return dict(zip(names, values))


def model(p, x):
    hidden = np.tanh(x @ p['w1'] + p['b1'])
    return hidden, hidden @ p['w2'] + p['b2']


def get_loss_and_gradients(p, x, t):
    hidden, y = model(p, x)
    g_y = (y - t) / x.shape[0]
    g_hidden = g_y @ p['w2'].T * (1 - hidden * hidden)
    g = {'w2': hidden.T @ g_y, 'b2': g_y.sum(axis=0), 'w1': x.T @ g_hidden, 'b1': g_hidden.sum(axis=0)}
    return 0.5 * np.mean((y - t) ** 2), g


def train(p, x, t, cfg):
    past_velocity = {k: np.zeros_like(v) for k, v in p.items()}
    for step in range(cfg.steps):
        loss, gradient = get_loss_and_gradients(p, x, t)
        for k in p:
            velocity = past_velocity[k] * cfg.momentum - cfg.learning_rate * gradient[k]
            p[k] = p[k] + cfg.momentum * velocity - cfg.learning_rate * gradient[k]
            past_velocity[k] = velocity
        if step % 250 == 0:
            print('step', step, 'loss', loss)
    return loss


if __name__ == '__main__':
    rs = np.random.RandomState(0)
    x = rs.uniform(-1, 1, (160, 3))
    t = np.sin(3 * x[:, :1]) * x[:, 1:2] + 0.5 * x[:, 2:]
    p = start(3, 16, 1)
    last = train(p, x, t, Settings)
    print('loss in the end', last)
