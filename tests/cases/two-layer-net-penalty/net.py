import numpy as np


class TwoLayerNet(object):
    """affine - relu - affine - softmax, with an L2 penalty"""

    def __init__(self, input_size, hidden_size, output_size, std=0.1):
        self.params = {}
        self.params['W1'] = std * np.random.randn(input_size, hidden_size)
        self.params['b1'] = std * np.random.randn(hidden_size)
        self.params['W2'] = std * np.random.randn(hidden_size, output_size)
        self.params['b2'] = std * np.random.randn(output_size)

    def loss(self, X, y=None, reg=0.0):
        W1, b1 = self.params['W1'], self.params['b1']
        W2, b2 = self.params['W2'], self.params['b2']
        N = X.shape[0]

        # forward pass
        affine1 = X.dot(W1) + b1
        relu1 = np.maximum(0, affine1)
        scores = relu1.dot(W2) + b2
        if y is None:
            return scores

        scores = scores - np.max(scores, axis=1, keepdims=True)
        exps = np.exp(scores)
        probs = exps / np.sum(exps, axis=1, keepdims=True)
        loss = np.sum(-np.log(probs[range(N), y])) / N
        loss += reg * (np.sum(W1 * W1) + np.sum(W2 * W2) + np.sum(b1 * b1) + np.sum(b2 * b2))

        # backward pass
        grads = {}
        dscores = probs.copy()
        dscores[range(N), y] -= 1
        dscores /= N

        grads['W2'] = relu1.T.dot(dscores) + 2 * reg * W2
        grads['b2'] = np.sum(dscores, axis=0)

        drelu1 = dscores.dot(W2.T)
        daffine1 = drelu1 * (affine1 > 0)
        grads['W1'] = X.T.dot(daffine1) + 2 * reg * W1
        grads['b1'] = np.sum(daffine1, axis=0)
        return loss, grads

    def train(self, X, y, X_val, y_val, learning_rate=0.3, decay=0.97, reg=0.01, num_iters=600, batch_size=50):
        per_epoch = max(X.shape[0] // batch_size, 1)
        for it in range(num_iters):
            idx = np.random.choice(X.shape[0], batch_size)
            loss, grads = self.loss(X[idx], y=y[idx], reg=reg)
            for name in self.params:
                self.params[name] -= learning_rate * grads[name]
            if it % 100 == 0:
                print('iteration %d / %d: loss %f' % (it, num_iters, loss))
            if it % per_epoch == 0:
                learning_rate *= decay
        print('train accuracy', (self.predict(X) == y).mean())
        print('val accuracy', (self.predict(X_val) == y_val).mean())

    def predict(self, X):
        return np.argmax(self.loss(X), axis=1)


def toy(n):
    y = np.random.randint(0, 4, n)
    centers = np.array([[2, 2, 6, 1], [2, 5, 3, 4], [5, 2, 1, 5], [6, 6, 4, 2]])
    return (centers[y] - 3.5 + np.random.randn(n, 4)) / 2.0, y


if __name__ == '__main__':
    np.random.seed(3)
    X, y = toy(500)
    X_val, y_val = toy(200)
    net = TwoLayerNet(4, 12, 4)
    net.train(X, y, X_val, y_val)
