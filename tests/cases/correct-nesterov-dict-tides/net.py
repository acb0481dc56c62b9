import numpy as np

# water level over two days, learnt from time of day and moon phase

def make_net(n_in, n_hidden, rng):
    net = {}
    net['W1'] = rng.normal(size=(n_in, n_hidden)) * np.sqrt(1 / n_in)
    net['b1'] = rng.uniform(-1, 1, size=n_hidden)
    net['W2'] = rng.normal(size=(n_hidden, n_hidden)) * np.sqrt(1 / n_hidden)
    net['b2'] = np.zeros(n_hidden)
    net['W3'] = rng.normal(size=(n_hidden, 1)) * np.sqrt(1 / n_hidden)
    net['b3'] = np.zeros(1)
    return net


def softplus(z):
    return np.logaddexp(0, z)


def forward(x, net):
    z1 = x @ net['W1'] + net['b1']
    a1 = np.tanh(z1)
    z2 = a1 @ net['W2'] + net['b2']
    a2 = softplus(z2)
    return a2 @ net['W3'] + net['b3'], (a1, z2, a2)


def gradients(x, y, net):
    out, (a1, z2, a2) = forward(x, net)
    n = x.shape[0]
    g = {}
    d3 = (out - y) / n
    g['W3'], g['b3'] = a2.T @ d3, d3.sum(0)
    # the slope of softplus is the logistic function
    d2 = (d3 @ net['W3'].T) / (1 + np.exp(-z2))
    g['W2'], g['b2'] = a1.T @ d2, d2.sum(0)
    d1 = (d2 @ net['W2'].T) * (1 - a1 ** 2)
    g['W1'], g['b1'] = x.T @ d1, d1.sum(0)
    return 0.5 * np.mean((out - y) ** 2), g


if __name__ == '__main__':
    rng = np.random.default_rng(88)
    hour, moon = rng.uniform(0, 24, 300), rng.uniform(0, 1, 300)
    level = 2 + (1 + 0.5 * np.cos(2 * np.pi * moon)) * np.sin(2 * np.pi * hour / 12.4)
    x = np.c_[hour / 12 - 1, 2 * moon - 1]
    y = ((level - level.mean()) / level.std())[:, None]

    net = make_net(2, 20, rng)
    speed = {k: np.zeros_like(p) for k, p in net.items()}
    mu, lr = 0.9, 0.03
    for it in range(3001):
        # Nesterov: gradient at the place where the speed leads
        ahead = {k: net[k] + mu * speed[k] for k in net}
        loss, g = gradients(x, y, ahead)
        for k in net:
            speed[k] = mu * speed[k] - lr * g[k]
            net[k] = net[k] + speed[k]
        if it % 750 == 0:
            print('iteration', it, 'loss', loss)
