import math
import random


class ClickNet:
    """online learner for sparse 0/1 features given as lists of indices; relu hidden layer"""

    def __init__(self, n, h, a, seed):
        rnd = random.Random(seed)
        self.n, self.h, self.a = n, h, a
        self.w0 = [[rnd.gauss(0, 0.4) for _ in range(h)] for _ in range(n + 1)]
        self.w1 = [rnd.gauss(0, 0.4) for _ in range(h)]
        self.w1.append(0.0)
        self.z = [0.0] * h

    def predict_one(self, x):
        # bias row first, then one row for every feature that is present
        for j in range(self.h):
            total = self.w0[self.n][j]
            for i in x:
                total += self.w0[i][j]
            self.z[j] = total if total > 0 else 0.0
        s = self.w1[self.h]
        for j in range(self.h):
            s += self.w1[j] * self.z[j]
        return 1 / (1 + math.exp(-max(min(s, 20.0), -20.0)))

    def update_one(self, x, e):
        """e is prediction minus target"""
        dl_dy = e * self.a
        self.w1[self.h] -= dl_dy
        for j in range(self.h):
            if self.z[j] == 0.0:
                continue
            dl_dz = dl_dy * self.w1[j]
            self.w1[j] -= dl_dy * self.z[j]
            self.w0[self.n][j] -= dl_dz
            for i in x:
                self.w0[i][j] -= dl_dz


def visits(count, rnd):
    """hour, weekday group, page group; a click depends on combinations"""
    rows = []
    for _ in range(count):
        hour, day, page = rnd.randrange(6), rnd.randrange(2), rnd.randrange(5)
        score = 1.6 if (hour >= 3) != (day == 1) else -1.6
        score += [0.8, -0.5, 0.3, -1.0, 0.4][page]
        rows.append(([hour, 6 + day, 8 + page], 1 if rnd.random() < 1 / (1 + math.exp(-2 * score)) else 0))
    return rows


def log_loss(net, rows):
    total = 0.0
    for x, y in rows:
        p = min(max(net.predict_one(x), 1e-9), 1 - 1e-9)
        total -= math.log(p) if y else math.log(1 - p)
    return total / len(rows)


if __name__ == "__main__":
    rnd = random.Random(17)
    train, test = visits(2000, rnd), visits(600, rnd)
    net = ClickNet(13, 8, 0.02, seed=2)
    print("before", round(log_loss(net, test), 4))
    for epoch in range(12):
        for x, y in train:
            net.update_one(x, net.predict_one(x) - y)
        if epoch % 3 == 2:
            print("epoch", epoch + 1, "train", round(log_loss(net, train), 4), "test", round(log_loss(net, test), 4))
    right = sum((net.predict_one(x) > 0.5) == (y == 1) for x, y in test)
    print("accuracy", right / len(test))
