import numpy as np


class Layer():
    def __init__(self, n_units, n_in):
        self.weights = np.random.randn(n_units, n_in)
        self.bias = np.random.rand(n_units, 1)


class Stack():
    def __init__(self, low, mid, top):
        self.low = low
        self.mid = mid
        self.top = top

    def squash(self, x):
        return 1 / (1 + np.exp(-x))

    def squash_slope(self, x):
        return x * (1 - x)

    def price(self, guess, Y):
        m = guess.shape[1]
        cost = -1 / m * (np.dot(Y, np.log(guess).T) + np.dot(1 - Y, np.log(1 - guess).T))
        return np.squeeze(cost)

    def price_slope(self, guess, Y):
        return -(np.divide(Y, guess) - np.divide(1 - Y, 1 - guess))

    def think(self, inputs):
        s1 = self.squash(np.dot(self.low.weights, inputs) + self.low.bias)
        s2 = self.squash(np.dot(self.mid.weights, s1) + self.mid.bias)
        s3 = self.squash(np.dot(self.top.weights, s2) + self.top.bias)
        return s1, s2, s3

    def train(self, inputs, labels, epochs, rate):
        for epoch in range(1, epochs + 1):
            s1, s2, s3 = self.think(inputs)

            pull_top = self.squash_slope(s3) * self.price_slope(s3, labels)
            gw_top = np.dot(pull_top, s2.T)
            gb_top = pull_top

            pull_mid = np.dot(self.top.weights.T, pull_top) * self.squash_slope(s2)
            gw_mid = np.dot(pull_mid, s1.T)
            gb_mid = pull_mid

            pull_low = np.dot(self.mid.weights.T, pull_mid) * self.squash_slope(s1)
            gw_low = np.dot(pull_low, inputs.T)
            gb_low = pull_low

            self.low.weights = self.low.weights - rate * gw_low
            self.low.bias = self.low.bias - rate * gb_low
            self.mid.weights = self.mid.weights - rate * gw_mid
            self.mid.bias = self.mid.bias - rate * gb_mid
            self.top.weights = self.top.weights - rate * gw_top
            self.top.bias = self.top.bias - rate * gb_top

            if epoch % 1000 == 0:
                print("epoch", epoch, "cost", self.price(s3, labels))


if __name__ == "__main__":
    np.random.seed(12)
    points = np.random.uniform(-1.5, 1.5, (2, 300))
    inside = (np.sum(points ** 2, axis=0, keepdims=True) < 1).astype(float)
    # first half to learn from, second half to ask
    net = Stack(Layer(5, 2), Layer(5, 5), Layer(1, 5))
    net.train(points[:, :150], inside[:, :150], 5000, 0.02)
    answer = net.think(points[:, 150:])[2]
    print("right answers on the second half:", np.mean((answer > 0.5) == inside[:, 150:]))
