import numpy as np


class TwoLayerNet(object):
    """affine - relu - affine - softmax with L2 regularization"""

    def __init__(self, input_size, hidden_size, output_size, std=0.1):
        self.params = {}
        self.params['W1'] = std * np.random.randn(input_size, hidden_size)
        self.params['b1'] = np.zeros(hidden_size)
        self.params['W2'] = std * np.random.randn(hidden_size, output_size)
        self.params['b2'] = np.zeros(output_size)

    def loss(self, X, y=None, reg=0.0):
        W1, b1 = self.params['W1'], self.params['b1']
        W2, b2 = self.params['W2'], self.params['b2']
        N = X.shape[0]

        hidden = np.maximum(0, X.dot(W1) + b1)
        scores = hidden.dot(W2) + b2
        if y is None:
            return scores

        shifted = scores - scores.max(axis=1, keepdims=True)
        exp_scores = np.exp(shifted)
        probs = exp_scores / exp_scores.sum(axis=1, keepdims=True)
        data_loss = -np.log(probs[np.arange(N), y]).mean()
        loss = data_loss + reg * (np.sum(W1 * W1) + np.sum(W2 * W2))

        dscores = probs
        dscores[np.arange(N), y] -= 1
        dscores /= N
        grads = {}
        grads['W2'] = hidden.T.dot(dscores) + reg * W2
        grads['b2'] = dscores.sum(axis=0)
        dhidden = dscores.dot(W2.T)
        dhidden[hidden <= 0] = 0
        grads['W1'] = X.T.dot(dhidden) + reg * W1
        grads['b1'] = dhidden.sum(axis=0)
        return loss, grads

    def train(self, X, y, learning_rate=0.5, learning_rate_decay=0.99, reg=1e-3,
              num_iters=1000, batch_size=50):
        num_train = X.shape[0]
        per_epoch = max(num_train // batch_size, 1)
        history = []
        for it in range(num_iters):
            idx = np.random.choice(num_train, batch_size)
            loss, grads = self.loss(X[idx], y[idx], reg)
            history.append(loss)
            for name in self.params:
                self.params[name] -= learning_rate * grads[name]
            if it % 200 == 0:
                print('iteration %d / %d: loss %f' % (it, num_iters, loss))
            if it % per_epoch == 0:
                learning_rate *= learning_rate_decay
        return history

    def predict(self, X):
        return np.argmax(self.loss(X), axis=1)


if __name__ == '__main__':
    np.random.seed(0)
    y = np.random.randint(0, 5, 500)
    means = np.random.randn(5, 8)
    X = means[y] + 0.8 * np.random.randn(500, 8)
    net = TwoLayerNet(8, 30, 5)
    history = net.train(X, y, reg=5e-3)
    print('validation accuracy:', np.mean(net.predict(X) == y))
    print('full loss: %f' % net.loss(X, y, 5e-3)[0])
