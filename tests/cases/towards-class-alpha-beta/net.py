import numpy as np


def logi(x):
    return 1 / (1 + np.exp(-x))


def logi_slope(x):
    s = logi(x)
    return s * (1 - s)


class TwoStage:
    def __init__(self, x, wish):
        self.rows = x
        self.wish = wish
        self.wa = np.random.rand(self.rows.shape[1], 4)
        self.wb = np.random.rand(4, 1)
        self.out = np.zeros(self.wish.shape)
        self.speed_a = 0
        self.speed_b = 0

    def run(self):
        self.mid = logi(np.dot(self.rows, self.wa))
        self.out = logi(np.dot(self.mid, self.wb))

    def learn(self, pace, keep):
        # slope of the squared error, pointing downhill
        top = 2 * (self.wish - self.out) * logi_slope(self.out)
        gb = np.dot(self.mid.T, top)
        ga = np.dot(self.rows.T, np.dot(top, self.wb.T) * logi_slope(self.mid))

        self.speed_a = keep * self.speed_a + (1 - keep) * ga
        self.speed_b = keep * self.speed_b + (1 - keep) * gb
        self.wa += pace * self.speed_a
        self.wb += pace * self.speed_b


if __name__ == "__main__":
    np.random.seed(4)
    X = np.array([[0, 0, 1],
                  [0, 1, 1],
                  [1, 0, 1],
                  [1, 1, 1]])
    wish = np.array([[0], [1], [1], [0]])
    nn = TwoStage(X, wish)
    for i in range(3001):
        nn.run()
        nn.learn(0.5, 0.5)
        if i % 500 == 0:
            print("loss after", i, "rounds:", np.sum((wish - nn.out) ** 2))
    nn.run()
    print(nn.out)
    print("final loss:", np.sum((wish - nn.out) ** 2))
