import numpy as np

rng = np.random.default_rng(12)


def dense(n_in, n_out):
    w = rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out))
    b = np.zeros((1, n_out))
    kept = {}

    def forward(x, training):
        kept['x'] = x
        return x @ w + b

    def backward(g, lr):
        back = g @ w.T
        w[...] -= lr * kept['x'].T @ g
        b[...] -= lr * g.sum(axis=0, keepdims=True)
        return back

    return forward, backward


def rectify():
    kept = {}

    def forward(x, training):
        kept['on'] = x > 0
        return x * kept['on']

    def backward(g, lr):
        return g * kept['on']

    return forward, backward


def drop(drop_prob):
    kept = {}

    def forward(x, training):
        if training:
            # switch some of the units off
            kept['mask'] = rng.random(x.shape) >= drop_prob
            return x * kept['mask']
        # all units are on: scale so that the sums stay about the same
        return x * drop_prob

    def backward(g, lr):
        return g * kept['mask']

    return forward, backward


def run(net, x, training=False):
    for forward, _ in net:
        x = forward(x, training)
    return x


def train(net, x, y, lr, epochs, batch):
    for epoch in range(epochs):
        idx = rng.permutation(len(x))
        for k in range(0, len(x), batch):
            part = idx[k:k + batch]
            out = run(net, x[part], training=True)
            g = 2 * (out - y[part]) / len(part)
            for _, backward in net[::-1]:
                g = backward(g, lr)
        if epoch % 40 == 0:
            print('epoch', epoch, 'train mse', np.mean((run(net, x, True) - y) ** 2))


if __name__ == '__main__':
    x = rng.uniform(-1, 1, (400, 3))
    y = 3 + 2 * x[:, :1] - x[:, 1:2] ** 2 + x[:, 2:] * x[:, :1]
    train_x, train_y, test_x, test_y = x[:300], y[:300], x[300:], y[300:]
    net = [dense(3, 64), rectify(), drop(0.2), dense(64, 1)]
    train(net, train_x, train_y, 0.02, 201, 20)
    print('train mse without dropout', np.mean((run(net, train_x) - train_y) ** 2))
    print('test mse', np.mean((run(net, test_x) - test_y) ** 2))
