import numpy as np

np.random.seed(30)

# water level every hour, forecast the next hour from the last twelve
hours = np.arange(1500)
level = np.sin(2 * np.pi * hours / 12.42) + 0.4 * np.sin(2 * np.pi * hours / 24.1 + 1) + 0.02 * np.random.randn(1500)
X = np.stack([level[i:i + 12] for i in range(1400)])
Y = np.stack([level[i + 12:i + 13] for i in range(1400)])


def make_net():
    return dict(W=np.random.randn(12, 20) * 0.3, b=np.zeros(20), V=np.random.randn(20, 1) * 0.3, c=np.zeros(1))


def run(net, x):
    hid = np.tanh(x @ net['W'] + net['b'])
    return hid, hid @ net['V'] + net['c']


def train_epoch(net, X, Y, batch, lr):
    order = np.random.permutation(len(X))
    losses = []
    for s in range(0, len(X), batch):
        take = order[s:s + batch]
        x, y = X[take], Y[take]
        hid, out = run(net, x)
        losses.append(np.mean((out - y) ** 2))
        g = 2 * (out - y) / len(x)
        gh = g @ net['V'].T * (1 - hid ** 2)
        net['V'] -= lr * hid.T @ g
        net['c'] -= lr * g.sum(axis=0)
        net['W'] -= lr * x.T @ gh
        net['b'] -= lr * gh.sum(axis=0)
    return np.mean(losses)


if __name__ == '__main__':
    net = make_net()
    for epoch in range(40):
        loss = train_epoch(net, X[:1000], Y[:1000], 20, 0.01)
        if epoch % 5 == 0:
            print(f'epoch {epoch:3d}   loss {loss:.5f}')
    out = run(net, X[1000:])[1]
    print('forecast error', np.sqrt(np.mean((out - Y[1000:]) ** 2)))
