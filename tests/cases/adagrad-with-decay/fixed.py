import numpy as np


class AdaGrad:
    def __init__(self, learning_rate=0.1, epsilon=1e-6, decay=1e-3):
        self.learning_rate = learning_rate
        self.epsilon = epsilon
        self.decay = decay
        self.accum_g = None

    def update(self, params, grads):
        if self.accum_g is None:
            self.accum_g = {}
            for key, val in params.items():
                self.accum_g[key] = np.zeros_like(val)
        for key in params.keys():
            # weight decay belongs to the gradient
            grad = grads[key] + self.decay * params[key]
            self.accum_g[key] += grad * grad
            params[key] -= self.learning_rate * grad / np.sqrt(self.accum_g[key] + self.epsilon)


class Classifier:
    def __init__(self, input_size, hidden_size, output_size):
        self.params = {}
        self.params['W1'] = np.random.randn(input_size, hidden_size) * np.sqrt(2.0 / input_size)
        self.params['b1'] = np.zeros(hidden_size)
        self.params['W2'] = np.random.randn(hidden_size, output_size) * np.sqrt(2.0 / hidden_size)
        self.params['b2'] = np.zeros(output_size)

    def predict(self, x):
        self.hidden = np.maximum(0, np.dot(x, self.params['W1']) + self.params['b1'])
        return np.dot(self.hidden, self.params['W2']) + self.params['b2']

    def loss(self, scores, t):
        scores = scores - scores.max(axis=1, keepdims=True)
        log_p = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        return -np.mean(log_p[np.arange(len(t)), t]), np.exp(log_p)

    def gradient(self, x, t):
        loss, probs = self.loss(self.predict(x), t)
        dscores = probs
        dscores[np.arange(len(t)), t] -= 1
        dscores /= len(t)
        dhidden = np.dot(dscores, self.params['W2'].T)
        dhidden[self.hidden <= 0] = 0
        grads = {'W2': np.dot(self.hidden.T, dscores), 'b2': dscores.sum(axis=0),
                 'W1': np.dot(x.T, dhidden), 'b1': dhidden.sum(axis=0)}
        return loss, grads


if __name__ == '__main__':
    np.random.seed(21)
    arm = np.random.randint(0, 3, 700)
    along = np.random.rand(700)
    angle = 2 * np.pi * arm / 3 + 2.5 * along + 0.15 * np.random.randn(700)
    data = np.stack([along * np.cos(angle), along * np.sin(angle)], axis=1) * 2
    train_x, test_x, train_t, test_t = data[:600], data[600:], arm[:600], arm[600:]
    net = Classifier(2, 30, 3)
    optimizer = AdaGrad(learning_rate=0.1)
    for step in range(1501):
        batch = np.random.randint(0, 600, 40)
        loss, grads = net.gradient(train_x[batch], train_t[batch])
        optimizer.update(net.params, grads)
        if step % 300 == 0:
            print("step", step, "loss", loss)
    print("test accuracy:", np.mean(net.predict(test_x).argmax(axis=1) == test_t))
