import numpy as np


class ScoreNet(object):
    """input - dense - relu - dense - softmax"""

    def __init__(self, n_in, n_hid, n_cls, std=0.1):
        self.P = {}
        self.P['W1'] = std * np.random.randn(n_in, n_hid)
        self.P['b1'] = np.zeros(n_hid)
        self.P['W2'] = std * np.random.randn(n_hid, n_cls)
        self.P['b2'] = np.zeros(n_cls)

    def objective(self, X, y=None, reg=0.0):
        W1, b1, W2, b2 = self.P['W1'], self.P['b1'], self.P['W2'], self.P['b2']
        N = X.shape[0]
        hid = np.maximum(0, X.dot(W1) + b1)
        scores = hid.dot(W2) + b2
        if y is None:
            return scores

        scores = scores - np.max(scores, axis=1, keepdims=True)
        ex = np.exp(scores)
        probs = ex / np.sum(ex, axis=1, keepdims=True)
        value = np.sum(-np.log(probs[range(N), y])) / N
        value += reg * (np.sum(W1 * W1) + np.sum(W2 * W2))

        G = {}
        dscores = probs.copy()
        dscores[range(N), y] -= 1
        dscores /= N
        G['W2'] = hid.T.dot(dscores) + reg * W2
        G['b2'] = np.sum(dscores, axis=0)
        dhid = dscores.dot(W2.T)
        dhid[hid <= 0] = 0
        G['W1'] = X.T.dot(dhid) + reg * W1
        G['b1'] = np.sum(dhid, axis=0)
        return value, G

    def train(self, X, y, rate=0.3, decay=0.95, reg=0.02, iters=800, batch=50):
        per_epoch = max(len(X) // batch, 1)
        history = []
        for it in range(iters):
            pick = np.random.choice(len(X), batch)
            value, G = self.objective(X[pick], y[pick], reg)
            history.append(value)
            for name in self.P:
                self.P[name] -= rate * G[name]
            if (it + 1) % (per_epoch * 10) == 0:
                rate *= decay
        return history

    def predict(self, X):
        return np.argmax(self.objective(X), axis=1)


def slope_by_hand(net, name, place, X, y, reg, h=1e-5):
    old = net.P[name][place]
    net.P[name][place] = old + h
    up = net.objective(X, y, reg)[0]
    net.P[name][place] = old - h
    down = net.objective(X, y, reg)[0]
    net.P[name][place] = old
    return (up - down) / (2 * h)


if __name__ == '__main__':
    np.random.seed(231)
    centres = np.random.randn(4, 6) * 2.5
    y = np.random.randint(0, 4, 400)
    X = centres[y] + np.random.randn(400, 6)
    net = ScoreNet(6, 20, 4)
    history = net.train(X, y)
    print('objective', history[0], '->', np.mean(history[-50:]))
    print('hits', np.mean(net.predict(X) == y))
    _, G = net.objective(X, y, 0.02)
    worst = 0
    for name in ('W1', 'W2'):
        for place in [(0, 0), (2, 1), (3, 3)]:
            hand = slope_by_hand(net, name, place, X, y, 0.02)
            worst = max(worst, abs(hand - G[name][place]) / max(abs(hand) + abs(G[name][place]), 1e-8))
    print('worst relative difference %.2e' % worst)
