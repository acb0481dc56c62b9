import numpy as np


def affine_forward(x, w, b):
    return x.dot(w) + b, (x, w)


def affine_backward(dout, cache):
    x, w = cache
    return dout.dot(w.T), x.T.dot(dout), dout.sum(axis=0)


def affine_relu_forward(x, w, b):
    a, fc_cache = affine_forward(x, w, b)
    return np.maximum(a, 0), (fc_cache, a)


def affine_relu_backward(dout, cache):
    fc_cache, a = cache
    return affine_backward(dout * (a > 0), fc_cache)


def softmax_loss(scores, y):
    shifted = scores - scores.max(axis=1, keepdims=True)
    log_probs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    N = scores.shape[0]
    loss = -log_probs[np.arange(N), y].mean()
    dscores = np.exp(log_probs)
    dscores[np.arange(N), y] -= 1
    return loss, dscores / N


class ThreeLayerNet(object):

    def __init__(self, dims=(6, 30, 20, 4), weight_scale=0.3, reg=0.0, seed=0):
        rng = np.random.RandomState(seed)
        self.reg = reg
        self.params = {}
        for i in range(1, 4):
            self.params['W%d' % i] = weight_scale * rng.randn(dims[i - 1], dims[i])
            self.params['b%d' % i] = np.zeros(dims[i])

    def loss(self, X, y=None):
        W1, b1 = self.params['W1'], self.params['b1']
        W2, b2 = self.params['W2'], self.params['b2']
        W3, b3 = self.params['W3'], self.params['b3']

        h1, cache1 = affine_relu_forward(X, W1, b1)
        h2, cache2 = affine_relu_forward(h1, W2, b2)
        scores, cache3 = affine_forward(h2, W3, b3)
        if y is None:
            return scores

        grads = {}
        data_loss, dscores = softmax_loss(scores, y)
        reg_loss = 0.5 * self.reg * (np.sum(W1 * W1) + np.sum(W2 * W2) + np.sum(W3 * W3))
        loss = data_loss + reg_loss

        dh2, grads['W3'], grads['b3'] = affine_backward(dscores, cache3)
        dh1, grads['W2'], grads['b2'] = affine_relu_backward(dh2, cache2)
        _, grads['W1'], grads['b1'] = affine_relu_backward(dh1, cache1)
        grads['W1'] += self.reg * W1
        grads['W2'] += self.reg * W2
        grads['W3'] += self.reg * W3
        return loss, grads


def train(model, X, y, steps, lr, batch, rng):
    for it in range(steps):
        pick = rng.choice(len(X), batch)
        loss, grads = model.loss(X[pick], y[pick])
        for k in model.params:
            model.params[k] -= lr * grads[k]
        if it % 200 == 0:
            print('(Iteration %d / %d) loss: %f' % (it, steps, loss))


if __name__ == '__main__':
    rng = np.random.RandomState(1)
    X = rng.randn(500, 6)
    y = (X[:, 0] * X[:, 1] > 0) * 2 + (X[:, 2] > X[:, 3])
    model = ThreeLayerNet(reg=0.01)
    train(model, X[:400], y[:400], 1201, 0.2, 50, rng)
    print('val accuracy', np.mean(model.loss(X[400:]).argmax(axis=1) == y[400:]))
