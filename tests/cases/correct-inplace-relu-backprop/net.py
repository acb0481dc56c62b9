import numpy as np


def inplace_relu(X):
    np.maximum(X, 0, out=X)


def inplace_relu_derivative(Z, delta):
    delta[Z == 0] = 0


def inplace_softmax(X):
    tmp = X - X.max(axis=1)[:, np.newaxis]
    np.exp(tmp, out=X)
    X /= X.sum(axis=1)[:, np.newaxis]


def log_loss(y_true, y_prob):
    return -(y_true * np.log(y_prob + 1e-10)).sum() / y_prob.shape[0]


class Perceptrons:
    def __init__(self, layer_units, alpha=0.001, seed=0):
        rng = np.random.RandomState(seed)
        self.alpha = alpha
        self.coefs_, self.intercepts_ = [], []
        for fan_in, fan_out in zip(layer_units[:-1], layer_units[1:]):
            bound = np.sqrt(6.0 / (fan_in + fan_out))
            self.coefs_.append(rng.uniform(-bound, bound, (fan_in, fan_out)))
            self.intercepts_.append(rng.uniform(-bound, bound, fan_out))

    def forward_pass(self, X):
        activations = [X]
        last = len(self.coefs_) - 1
        for i in range(len(self.coefs_)):
            Z = np.dot(activations[i], self.coefs_[i])
            Z += self.intercepts_[i]
            if i != last:
                inplace_relu(Z)
            activations.append(Z)
        inplace_softmax(activations[-1])
        return activations

    def backprop(self, X, y):
        n = X.shape[0]
        activations = self.forward_pass(X)
        loss = log_loss(y, activations[-1])
        loss += 0.5 * self.alpha * sum(np.dot(s.ravel(), s.ravel()) for s in self.coefs_) / n
        coef_grads = [None] * len(self.coefs_)
        intercept_grads = [None] * len(self.coefs_)
        delta = activations[-1] - y
        for i in range(len(self.coefs_) - 1, -1, -1):
            coef_grads[i] = (np.dot(activations[i].T, delta) + self.alpha * self.coefs_[i]) / n
            intercept_grads[i] = np.mean(delta, 0)
            if i > 0:
                delta = np.dot(delta, self.coefs_[i].T)
                inplace_relu_derivative(activations[i], delta)
        return loss, coef_grads, intercept_grads

    def fit(self, X, y, epochs, batch_size, rate, seed=0):
        rng = np.random.RandomState(seed)
        for epoch in range(epochs):
            order = rng.permutation(len(X))
            total = 0.0
            for start in range(0, len(X), batch_size):
                part = order[start:start + batch_size]
                loss, cg, ig = self.backprop(X[part], y[part])
                total += loss * len(part)
                for p, g in zip(self.coefs_ + self.intercepts_, cg + ig):
                    p -= rate * g
            if epoch % 10 == 0:
                print("Iteration %d, loss = %.6f" % (epoch, total / len(X)))
        return self

    def predict(self, X):
        return self.forward_pass(X)[-1].argmax(axis=1)


if __name__ == "__main__":
    rng = np.random.RandomState(4)
    t = rng.uniform(0, 3, 600)
    arm = rng.randint(0, 3, 600)
    angle = t * 1.5 + arm * 2 * np.pi / 3
    X = np.column_stack((t * np.cos(angle), t * np.sin(angle))) + rng.normal(0, 0.05, (600, 2))
    net = Perceptrons([2, 40, 20, 3]).fit(X[:450], np.eye(3)[arm[:450]], 61, 25, 0.2)
    print("score:", np.mean(net.predict(X[450:]) == arm[450:]))
