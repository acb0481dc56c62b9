import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    mode = bn_param['mode']
    eps = bn_param.get('eps', 1e-5)
    momentum = bn_param.get('momentum', 0.9)
    N, D = x.shape
    running_mean = bn_param.setdefault('running_mean', np.zeros(D))
    running_var = bn_param.setdefault('running_var', np.ones(D))
    if mode == 'train':
        mu = x.mean(axis=0)
        xmu = x - mu
        var = np.mean(xmu ** 2, axis=0)
        std = np.sqrt(var + eps)
        x_hat = xmu / std
        out = gamma * x_hat + beta
        cache = (x_hat, xmu, std, gamma)
        bn_param['running_mean'] = momentum * running_mean + (1 - momentum) * mu
        bn_param['running_var'] = momentum * running_var + (1 - momentum) * var
    else:
        out = gamma * (x - running_mean) / np.sqrt(running_var + eps) + beta
        cache = None
    return out, cache


def batchnorm_backward(dout, cache):
    x_hat, xmu, std, gamma = cache
    N = dout.shape[0]
    dbeta = dout.sum(axis=0)
    dgamma = np.sum(dout * x_hat, axis=0)
    dx_hat = dout * gamma
    dvar = np.sum(dx_hat * xmu, axis=0) * -0.5 / std ** 3
    dmu = -np.sum(dx_hat / std, axis=0) + dvar * np.mean(-2.0 * xmu, axis=0)
    dx = dx_hat / std + dvar * 2.0 * xmu / N + dmu / N
    return dx, dgamma, dbeta


def affine_forward(x, w, b):
    return x.dot(w) + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    return dout.dot(w.T), x.T.dot(dout), np.sum(dout, axis=0)


def relu_forward(x):
    return np.maximum(0, x), x


def relu_backward(dout, x):
    return dout * (x > 0)


def softmax_loss(x, y):
    shifted = x - x.max(axis=1, keepdims=True)
    log_probs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    N = x.shape[0]
    loss = -log_probs[np.arange(N), y].mean()
    dx = np.exp(log_probs)
    dx[np.arange(N), y] -= 1
    return loss, dx / N


class FullyConnectedNet(object):
    # affine - batchnorm - relu - affine - batchnorm - relu - affine - softmax

    def __init__(self, hidden_dims, input_dim, num_classes, reg=0.0, seed=231):
        rng = np.random.RandomState(seed)
        dims = [input_dim] + hidden_dims + [num_classes]
        self.num_layers = len(dims) - 1
        self.reg = reg
        self.params = {}
        for i in range(1, len(dims)):
            self.params['W%d' % i] = rng.randn(dims[i - 1], dims[i]) * np.sqrt(2.0 / dims[i - 1])
            self.params['b%d' % i] = np.zeros(dims[i])
            if i < self.num_layers:
                self.params['gamma%d' % i] = np.ones(dims[i])
                self.params['beta%d' % i] = np.zeros(dims[i])
        self.bn_params = [{'mode': 'train'} for _ in hidden_dims]

    def loss(self, X, y=None):
        mode = 'test' if y is None else 'train'
        for bn in self.bn_params:
            bn['mode'] = mode
        caches = []
        out = X
        for i in range(1, self.num_layers):
            out, fc = affine_forward(out, self.params['W%d' % i], self.params['b%d' % i])
            out, bn = batchnorm_forward(out, self.params['gamma%d' % i], self.params['beta%d' % i], self.bn_params[i - 1])
            out, re = relu_forward(out)
            caches.append((fc, bn, re))
        L = self.num_layers
        scores, fc = affine_forward(out, self.params['W%d' % L], self.params['b%d' % L])
        if mode == 'test':
            return scores

        loss, dscores = softmax_loss(scores, y)
        grads = {}
        dout, grads['W%d' % L], grads['b%d' % L] = affine_backward(dscores, fc)
        for i in range(L - 1, 0, -1):
            fc, bn, re = caches[i - 1]
            dout = relu_backward(dout, re)
            dout, grads['gamma%d' % i], grads['beta%d' % i] = batchnorm_backward(dout, bn)
            dout, grads['W%d' % i], grads['b%d' % i] = affine_backward(dout, fc)
        for i in range(1, L + 1):
            W = self.params['W%d' % i]
            loss += 0.5 * self.reg * np.sum(W * W)
            grads['W%d' % i] += self.reg * W
        return loss, grads


def rings(n, rng):
    y = rng.randint(0, 4, n)
    r = 3 + 2.0 * y + rng.randn(n) * 0.25
    a = rng.uniform(0, 2 * np.pi, n)
    return np.stack([r * np.cos(a) + 20, r * np.sin(a) - 10], axis=1), y


rng = np.random.RandomState(0)
X_train, y_train = rings(800, rng)
X_val, y_val = rings(200, rng)
mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
X_train = (X_train - mean) / spread
X_val = (X_val - mean) / spread

model = FullyConnectedNet([40, 40], 2, 4, reg=1e-4)
config = {k: np.zeros_like(v) for k, v in model.params.items()}
for it in range(1500):
    batch = rng.choice(len(X_train), 200, replace=False)
    loss, grads = model.loss(X_train[batch], y_train[batch])
    for k in model.params:
        config[k] = 0.9 * config[k] - 0.01 * grads[k]
        model.params[k] += config[k]
    if it % 250 == 0:
        val_acc = np.mean(model.loss(X_val).argmax(axis=1) == y_val)
        print('(Iteration %d) loss: %f val_acc: %.3f' % (it, loss, val_acc))
print('final val_acc:', np.mean(model.loss(X_val).argmax(axis=1) == y_val))
