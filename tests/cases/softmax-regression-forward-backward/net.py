import numpy as np


def indicator(y, k):
    hot = np.zeros((y.shape[0], k))
    hot[np.arange(y.shape[0]), y] = 1.
    return hot


class SoftmaxModel:
    def __init__(self, n_feat, n_cls):
        self.n_feat = n_feat
        self.n_cls = n_cls
        self.weights = np.zeros((n_cls, n_feat))
        self.bias = np.zeros(n_cls)

    def forward(self, x):
        logits = np.dot(x, self.weights.T) + self.bias
        shifted = np.exp(logits - logits.max(axis=1).reshape(-1, 1))
        return shifted / shifted.sum(axis=1).reshape(-1, 1)

    def backward(self, x, y, p):
        slope_w = -np.dot(x.T, y - p).T
        slope_b = -np.sum(y - p)
        return slope_w, slope_b

    def pick(self, x):
        return np.argmax(self.forward(x), axis=1)

    def hit_rate(self, x, y):
        return np.sum(self.pick(x) == y) / x.shape[0]

    def train(self, x, y, rounds, eta=0.05):
        cost = []
        hot = indicator(y, self.n_cls)
        for e in range(rounds):
            p = self.forward(x)
            slope_w, slope_b = self.backward(x, hot, p)
            self.weights -= eta * slope_w / y.shape[0]
            self.bias -= eta * slope_b / y.shape[0]
            cost.append(-np.mean(np.sum(hot * np.log(self.forward(x)), axis=1)))
            if e % 50 == 49:
                print('Epoch: %03d | Train ACC: %.3f | Cost: %.3f' % (e + 1, self.hit_rate(x, y), cost[-1]))
        return cost


np.random.seed(123)
centres = np.array([[1.5, 1.5], [3.5, 3.4], [5.5, 5.6]])
y = np.repeat([0, 1, 2], 60)
X = centres[y] + np.random.normal(0, 0.35, (180, 2))
order = np.random.permutation(180)
X, y = X[order], y[order]

model = SoftmaxModel(n_feat=2, n_cls=3)
model.train(X, y, rounds=600, eta=0.3)
print('Model parameters:')
print('  Weights:', model.weights)
print('  Bias:', model.bias)
