import numpy as np


class TwoLayerNet(object):
    """
    input - fully connected layer - ReLU - fully connected layer - multiclass SVM loss,
    L2 regularisation on the weight matrices
    """

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

        correct = scores[np.arange(N), y].reshape(-1, 1)
        margins = np.maximum(0, scores - correct + 1)
        margins[np.arange(N), y] = 0
        loss = margins.sum() / N + reg * np.sum(W1 * W1) + reg * np.sum(W2 * W2)

        # every positive margin pushes its class down and the right class up
        dscores = (margins > 0).astype(float)
        dscores[np.arange(N), y] = -np.sum(dscores, axis=1)
        grads = {}
        grads['W2'] = hidden.T.dot(dscores) / N + 2 * reg * W2
        grads['b2'] = dscores.sum(axis=0) / N
        dhidden = dscores.dot(W2.T)
        dhidden[hidden == 0] = 0
        grads['W1'] = X.T.dot(dhidden) / N + 2 * reg * W1
        grads['b1'] = dhidden.sum(axis=0) / N
        return loss, grads

    def train(self, X, y, learning_rate=0.3, learning_rate_decay=0.97, reg=1e-4, num_iters=800, batch_size=40):
        history = []
        for it in range(num_iters):
            idx = np.random.choice(X.shape[0], batch_size, replace=True)
            loss, grads = self.loss(X[idx], y[idx], reg)
            history.append(loss)
            for name in self.params:
                self.params[name] += -learning_rate * grads[name]
            if it % 25 == 24:
                learning_rate *= learning_rate_decay
            if it % 100 == 0:
                print('iteration %d / %d: loss %f' % (it, num_iters, loss))
        return history

    def predict(self, X):
        return np.argmax(self.loss(X), axis=1)


if __name__ == '__main__':
    np.random.seed(231)
    points_per_class, K = 120, 3
    X = np.zeros((points_per_class * K, 2))
    y = np.zeros(points_per_class * K, dtype='uint8')
    for j in range(K):
        ix = range(points_per_class * j, points_per_class * (j + 1))
        r = np.linspace(0.0, 1, points_per_class)
        t = np.linspace(j * 4, (j + 1) * 4, points_per_class) + np.random.randn(points_per_class) * 0.15
        X[ix] = np.c_[r * np.sin(t), r * np.cos(t)]
        y[ix] = j
    net = TwoLayerNet(2, 60, 3, std=0.5)
    net.train(X, y, num_iters=2000)
    print('training accuracy: %.4f' % np.mean(net.predict(X) == y))
