import numpy as np


class Momentum:
    """keeps one velocity per parameter"""

    def __init__(self, model, learning_rate=0.01, momentum=0.9):
        self.model = model
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.v = dict()

    def update(self, gradients):
        for name, gradient in gradients.items():
            if name not in self.v:
                self.v[name] = -gradient
            else:
                self.v[name] = self.momentum * self.v[name] - self.learning_rate * gradient
            self.model.params[name] += self.v[name]


class TwoLayer:
    def __init__(self, n_in, n_hidden, n_out, seed):
        rng = np.random.RandomState(seed)
        self.params = {
            'w1': rng.normal(0, 1 / np.sqrt(n_in), (n_in, n_hidden)),
            'b1': np.zeros((1, n_hidden)),
            'w2': rng.normal(0, 1 / np.sqrt(n_hidden), (n_hidden, n_out)),
            'b2': np.zeros((1, n_out)),
        }

    def forward(self, x):
        p = self.params
        self.x = x
        self.h = np.maximum(x @ p['w1'] + p['b1'], 0)
        s = self.h @ p['w2'] + p['b2']
        e = np.exp(s - s.max(axis=1, keepdims=True))
        self.prob = e / e.sum(axis=1, keepdims=True)
        return self.prob

    def backward(self, onehot):
        g = {}
        d = (self.prob - onehot) / len(onehot)
        g['w2'] = self.h.T @ d
        g['b2'] = d.sum(axis=0, keepdims=True)
        d = (d @ self.params['w2'].T) * (self.h > 0)
        g['w1'] = self.x.T @ d
        g['b1'] = d.sum(axis=0, keepdims=True)
        return g


def flowers(n, rng):
    kind = rng.randint(0, 3, n)
    centre = np.array([[5.0, 3.4, 1.5, 0.2], [5.9, 2.8, 4.3, 1.3], [6.6, 3.0, 5.6, 2.0]])
    return centre[kind] + rng.normal(0, 0.25, (n, 4)), np.eye(3)[kind]


if __name__ == '__main__':
    rng = np.random.RandomState(1)
    x, onehot = flowers(300, rng)
    model = TwoLayer(4, 10, 3, seed=0)
    optimizer = Momentum(model, learning_rate=0.01)
    batch_size = 16
    for epoch in range(30):
        for k in range(0, len(x), batch_size):
            model.forward(x[k:k + batch_size])
            optimizer.update(model.backward(onehot[k:k + batch_size]))
        prob = model.forward(x)
        loss = -np.mean(np.log(prob[onehot == 1] + 1e-12))
        acc = np.mean(prob.argmax(axis=1) == onehot.argmax(axis=1))
        if epoch % 3 == 2:
            print('epoch: {:d}, loss: {:.3f}, accuracy: {:.3f}'.format(epoch + 1, loss, acc))
