import numpy as np


def affine_forward(x, w, b):
    return x.dot(w) + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    return dout.dot(w.T), x.T.dot(dout), np.sum(dout, axis=0)


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)


def batchnorm_forward(x, gamma, beta, bn_param):
    mode = bn_param['mode']
    eps = bn_param.get('eps', 1e-5)
    momentum = bn_param.get('momentum', 0.9)
    running_mean = bn_param.get('running_mean', np.zeros(x.shape[1]))
    running_var = bn_param.get('running_var', np.zeros(x.shape[1]))
    cache = None
    if mode == 'train':
        sample_mean = x.mean(axis=0)
        sample_var = x.var(axis=0)
        xhat = (x - sample_mean) / np.sqrt(sample_var + eps)
        out = gamma * xhat + beta
        cache = (xhat, gamma, sample_var + eps)
        running_mean = momentum * running_mean + (1 - momentum) * sample_mean
        running_var = momentum * running_var + (1 - momentum) * sample_var
    else:
        out = gamma * (x - running_mean) / np.sqrt(running_var + eps) + beta
    bn_param['running_mean'] = running_mean
    bn_param['running_var'] = running_var
    return out, cache


def batchnorm_backward(dout, cache):
    xhat, gamma, var = cache
    N = dout.shape[0]
    dgamma = np.sum(dout * xhat, axis=0)
    dbeta = np.sum(dout, axis=0)
    dx = gamma / np.sqrt(var) / N * (N * dout - dbeta - xhat * dgamma)
    return dx, dgamma, dbeta


def softmax_loss(x, y):
    shifted = x - np.max(x, axis=1, keepdims=True)
    log_probs = shifted - np.log(np.sum(np.exp(shifted), axis=1, keepdims=True))
    N = x.shape[0]
    dx = np.exp(log_probs)
    dx[np.arange(N), y] -= 1
    return -np.mean(log_probs[np.arange(N), y]), dx / N


class BNNet(object):
    def __init__(self, D, H, C, seed=0):
        rng = np.random.RandomState(seed)
        self.params = {'W1': 0.3 * rng.randn(D, H), 'b1': np.zeros(H), 'gamma': np.ones(H), 'beta': np.zeros(H),
                       'W2': 0.3 * rng.randn(H, C), 'b2': np.zeros(C)}
        self.bn_param = {}

    def loss(self, X, y=None):
        p = self.params
        self.bn_param['mode'] = 'test' if y is None else 'train'
        a, fc1 = affine_forward(X, p['W1'], p['b1'])
        n, bn = batchnorm_forward(a, p['gamma'], p['beta'], self.bn_param)
        h, re = relu_forward(n)
        scores, fc2 = affine_forward(h, p['W2'], p['b2'])
        if y is None:
            return scores
        loss, dscores = softmax_loss(scores, y)
        grads = {}
        dh, grads['W2'], grads['b2'] = affine_backward(dscores, fc2)
        da, grads['gamma'], grads['beta'] = batchnorm_backward(relu_backward(dh, re), bn)
        _, grads['W1'], grads['b1'] = affine_backward(da, fc1)
        return loss, grads


if __name__ == '__main__':
    rng = np.random.RandomState(7)
    centers = rng.randn(5, 10) * 3
    y = rng.randint(0, 5, 700)
    X = (centers[y] + 2 * rng.randn(700, 10)) * np.linspace(0.1, 5, 10) + 3
    X_train, y_train, X_val, y_val = X[:500], y[:500], X[500:], y[500:]
    net = BNNet(10, 30, 5)
    for it in range(400):
        idx = rng.choice(500, 50)
        loss, grads = net.loss(X_train[idx], y_train[idx])
        for k in net.params:
            net.params[k] -= 0.2 * grads[k]
        if it % 100 == 0:
            print('iteration', it, 'loss', loss)
    print('val accuracy', np.mean(np.argmax(net.loss(X_val), axis=1) == y_val))
