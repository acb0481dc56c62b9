"""CS231n assignment 2 (my solution): fully connected net with layer normalization."""
import numpy as np


def affine_forward(x, w, b):
    N = x.shape[0]
    out = x.reshape(N, -1).dot(w) + b
    cache = (x, w, b)
    return out, cache


def affine_backward(dout, cache):
    x, w, b = cache
    dx = dout.dot(w.T).reshape(x.shape)
    dw = x.reshape(x.shape[0], -1).T.dot(dout)
    db = np.sum(dout, axis=0)
    return dx, dw, db


def relu_forward(x):
    return np.maximum(0, x), x


def relu_backward(dout, cache):
    x = cache
    dx = np.where(x > 0, dout, 0)
    return dx


def layernorm_forward(x, gamma, beta, ln_param):
    eps = ln_param.get("eps", 1e-5)
    mu = x.mean(axis=1, keepdims=True)
    xmu = x - mu
    var = np.mean(xmu ** 2, axis=1, keepdims=True)
    ivar = 1. / np.sqrt(var + eps)
    xhat = xmu * ivar
    out = gamma * xhat + beta
    cache = (xhat, gamma, xmu, ivar)
    return out, cache


def layernorm_backward(dout, cache):
    xhat, gamma, xmu, ivar = cache
    N, D = dout.shape
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * xhat, axis=0)
    dxhat = dout * gamma
    divar = np.sum(dxhat * xmu, axis=1, keepdims=True)
    dxmu1 = dxhat * ivar
    dvar = -0.5 * divar * ivar ** 3
    dxmu2 = 2. / D * xmu * dvar
    dx1 = dxmu1 + dxmu2
    dmu = -np.sum(dx1, axis=1, keepdims=True)
    dx = dx1 + dmu / D
    return dx, dgamma, dbeta


def softmax_loss(x, y):
    shifted_logits = x - np.max(x, axis=1, keepdims=True)
    Z = np.sum(np.exp(shifted_logits), axis=1, keepdims=True)
    log_probs = shifted_logits - np.log(Z)
    probs = np.exp(log_probs)
    N = x.shape[0]
    loss = -np.sum(log_probs[np.arange(N), y]) / N
    dx = probs.copy()
    dx[np.arange(N), y] -= 1
    dx /= N
    return loss, dx


class FullyConnectedNet(object):
    def __init__(self, hidden_dims, input_dim=12, num_classes=4, reg=0.0, weight_scale=1e-1, seed=0):
        rng = np.random.RandomState(seed)
        self.reg = reg
        self.num_layers = 1 + len(hidden_dims)
        self.params = {}
        dims = [input_dim] + hidden_dims + [num_classes]
        for i in range(self.num_layers):
            self.params['W%d' % (i + 1)] = weight_scale * rng.randn(dims[i], dims[i + 1])
            self.params['b%d' % (i + 1)] = np.zeros(dims[i + 1])
            if i < self.num_layers - 1:
                self.params['gamma%d' % (i + 1)] = np.ones(dims[i + 1])
                self.params['beta%d' % (i + 1)] = np.zeros(dims[i + 1])

    def loss(self, X, y=None):
        caches = []
        h = X
        for i in range(1, self.num_layers):
            h, fc = affine_forward(h, self.params['W%d' % i], self.params['b%d' % i])
            h, ln = layernorm_forward(h, self.params['gamma%d' % i], self.params['beta%d' % i], {})
            h, rl = relu_forward(h)
            caches.append((fc, ln, rl))
        L = self.num_layers
        scores, fc_out = affine_forward(h, self.params['W%d' % L], self.params['b%d' % L])
        if y is None:
            return scores
        loss, dscores = softmax_loss(scores, y)
        grads = {}
        for i in range(1, L + 1):
            W = self.params['W%d' % i]
            loss += 0.5 * self.reg * np.sum(W * W)
        dh, grads['W%d' % L], grads['b%d' % L] = affine_backward(dscores, fc_out)
        for i in range(L - 1, 0, -1):
            fc, ln, rl = caches[i - 1]
            dh = relu_backward(dh, rl)
            dh, grads['gamma%d' % i], grads['beta%d' % i] = layernorm_backward(dh, ln)
            dh, grads['W%d' % i], grads['b%d' % i] = affine_backward(dh, fc)
        for i in range(1, L + 1):
            grads['W%d' % i] += self.reg * self.params['W%d' % i]
        return loss, grads


def sgd(w, dw, config):
    w -= config['learning_rate'] * dw
    return w


if __name__ == '__main__':
    rs = np.random.RandomState(231)
    centers = rs.randn(8, 12) * 1.2
    lab = rs.randint(0, 8, 400)
    X_all = centers[lab] + rs.randn(400, 12) * 0.7 + 0.5
    y_all = lab % 4
    X_train, y_train, X_val, y_val = X_all[:300], y_all[:300], X_all[300:], y_all[300:]
    model = FullyConnectedNet([24, 16], reg=1e-3, seed=1)
    cfg = {'learning_rate': 0.2}
    for it in range(800):
        mask = rs.choice(300, 50)
        loss, grads = model.loss(X_train[mask], y_train[mask])
        for k in model.params:
            model.params[k] = sgd(model.params[k], grads[k], cfg)
        if it % 200 == 0:
            cfg['learning_rate'] *= 0.9
            print('(Iteration %d) loss: %f' % (it, loss))
    print('train acc', np.mean(np.argmax(model.loss(X_train), axis=1) == y_train))
    print('val acc', np.mean(np.argmax(model.loss(X_val), axis=1) == y_val))
