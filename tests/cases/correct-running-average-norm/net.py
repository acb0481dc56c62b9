import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    eps, momentum = 1e-5, 0.9
    if bn_param['mode'] == 'train':
        mean = x.mean(axis=0)
        var = x.var(axis=0)
        std = np.sqrt(var + eps)
        x_hat = (x - mean) / std
        bn_param['running_mean'] = momentum * bn_param['running_mean'] + (1 - momentum) * mean
        bn_param['running_var'] = momentum * bn_param['running_var'] + (1 - momentum) * var
        return gamma * x_hat + beta, (x_hat, gamma, std)
    x_hat = (x - bn_param['running_mean']) / np.sqrt(bn_param['running_var'] + eps)
    return gamma * x_hat + beta, None


def batchnorm_backward(dout, cache):
    x_hat, gamma, std = cache
    N = dout.shape[0]
    dbeta = dout.sum(axis=0)
    dgamma = (x_hat * dout).sum(axis=0)
    dx = gamma / (N * std) * (N * dout - x_hat * dgamma - dbeta)
    return dx, dgamma, dbeta


class Net:
    def __init__(self, D, H, C, seed=0):
        rng = np.random.RandomState(seed)
        # no bias before the normalisation, beta does its work
        self.params = {'W1': 0.1 * rng.randn(D, H), 'gamma': np.ones(H), 'beta': np.zeros(H),
                       'W2': 0.1 * rng.randn(H, C), 'b2': np.zeros(C)}
        self.bn_param = {'mode': 'train', 'running_mean': np.zeros(H), 'running_var': np.zeros(H)}

    def scores(self, X, mode):
        p = self.params
        self.bn_param['mode'] = mode
        z, self.cache = batchnorm_forward(X.dot(p['W1']), p['gamma'], p['beta'], self.bn_param)
        self.a = np.maximum(z, 0)
        return self.a.dot(p['W2']) + p['b2']

    def loss(self, X, y):
        p = self.params
        s = self.scores(X, 'train')
        s = s - s.max(axis=1, keepdims=True)
        probs = np.exp(s) / np.exp(s).sum(axis=1, keepdims=True)
        loss = -np.log(probs[range(len(y)), y]).sum() / len(y)

        ds = probs
        ds[range(len(y)), y] -= 1
        ds /= len(y)
        g = {'W2': self.a.T.dot(ds), 'b2': ds.sum(axis=0)}
        da = ds.dot(p['W2'].T)
        da[self.a <= 0] = 0
        dz, g['gamma'], g['beta'] = batchnorm_backward(da, self.cache)
        g['W1'] = X.T.dot(dz)
        return loss, g


if __name__ == '__main__':
    rng = np.random.RandomState(4)
    X = rng.randn(700, 5) * [1, 2, 0.5, 1.5, 1] + [0, 3, 1, -2, 0.5]
    y = ((X[:, 1] - 3) / 2 > X[:, 0]).astype(int) + (X[:, 3] + 2 > 0.45)
    net = Net(5, 40, 3)
    history = []
    for it in range(1200):
        pick = rng.choice(500, 64, replace=False)
        loss, g = net.loss(X[pick], y[pick])
        history.append(loss)
        for k in net.params:
            net.params[k] -= 0.05 * g[k]
        if it % 300 == 299:
            val = np.mean(net.scores(X[500:], 'test').argmax(axis=1) == y[500:])
            print('iteration', it + 1, 'loss', np.mean(history[-300:]), 'val_acc', val)
