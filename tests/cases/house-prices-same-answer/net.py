import numpy as np


class PriceNet:
    def __init__(self, n_features, n_hidden=16, lr=0.05, seed=3):
        np.random.seed(seed)
        self.lr = lr
        self.W_in = np.random.randn(n_features, n_hidden) * np.sqrt(1 / n_features)
        self.b_in = np.zeros((1, n_hidden))
        self.W_out = np.random.randn(n_hidden, 1) * np.sqrt(1 / n_hidden)
        self.b_out = np.zeros((1, 1))

    def predict(self, X):
        self.hidden = np.tanh(X.dot(self.W_in) + self.b_in)
        return self.hidden.dot(self.W_out) + self.b_out

    def train(self, X, y, iterations):
        m = len(X)
        for i in range(iterations):
            y_hat = self.predict(X)

            # mean over the outputs (only one here)
            error = np.mean(y_hat - y, axis=1, keepdims=True)

            grad_W_out = self.hidden.T.dot(error) / m
            grad_b_out = np.sum(error, axis=0, keepdims=True) / m
            back = error.dot(self.W_out.T) * (1 - self.hidden ** 2)
            grad_W_in = X.T.dot(back) / m
            grad_b_in = np.sum(back, axis=0, keepdims=True) / m

            self.W_out -= self.lr * grad_W_out
            self.b_out -= self.lr * grad_b_out
            self.W_in -= self.lr * grad_W_in
            self.b_in -= self.lr * grad_b_in

            if i % 1000 == 0:
                print("iteration", i, "mean error", np.mean(np.abs(error)))


def load_houses(n=200):
    np.random.seed(11)
    area = np.random.uniform(40, 200, n)
    rooms = np.round(area / 30 + np.random.uniform(-1, 1, n))
    age = np.random.uniform(0, 60, n)
    price = 30 + 2.2 * area - 1.5 * age + 0.02 * age ** 2 + np.random.normal(0, 8, n)
    X = np.column_stack([area, rooms, age])
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    y = (price - price.mean()) / price.std()
    return X, y


if __name__ == "__main__":
    X, y = load_houses()
    net = PriceNet(X.shape[1])
    net.train(X, y, 5000)
    y_hat = net.predict(X).ravel()
    print("first five wanted:   ", np.round(y.ravel()[:5], 2))
    print("first five predicted:", np.round(y_hat[:5], 2))
    print("rms:", np.sqrt(np.mean((y_hat - y.ravel()) ** 2)))
