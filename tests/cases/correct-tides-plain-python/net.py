import math
import random


class Unit:
    def __init__(self, n, linear=False):
        self.w = [random.gauss(0, 1.0 / math.sqrt(n)) for _ in range(n)]
        self.bias = random.uniform(-0.5, 0.5)
        self.linear = linear

    def fire(self, xs):
        self.xs = xs
        s = self.bias
        for w, x in zip(self.w, xs):
            s += w * x
        self.out = s if self.linear else math.tanh(s)
        return self.out

    def set_delta(self, error):
        self.delta = error if self.linear else error * (1 - self.out ** 2)

    def change(self, rate):
        for i in range(len(self.w)):
            self.w[i] += rate * self.delta * self.xs[i]
        self.bias += rate * self.delta


class Network:
    def __init__(self, n_in, n_hidden):
        self.hidden = [Unit(n_in) for _ in range(n_hidden)]
        self.top = Unit(n_hidden, linear=True)

    def predict(self, xs):
        return self.top.fire([u.fire(xs) for u in self.hidden])

    def teach(self, xs, target, rate):
        error = target - self.predict(xs)
        self.top.set_delta(error)
        for i, u in enumerate(self.hidden):
            u.set_delta(self.top.delta * self.top.w[i])
        # only now the weights may move
        self.top.change(rate)
        for u in self.hidden:
            u.change(rate)
        return error ** 2


def tide(hour):
    return 0.8 * math.sin(hour * math.pi / 6.2) + 0.3 * math.cos(hour * math.pi / 12)


random.seed(5)
hours = [random.uniform(0, 24) for _ in range(150)]
# the net sees two clocks and the scaled hour
rows = [([math.sin(h * math.pi / 12), math.cos(h * math.pi / 12), h / 12 - 1], tide(h)) for h in hours]
net = Network(3, 8)
for epoch in range(300):
    random.shuffle(rows)
    total = sum(net.teach(xs, t, 0.05) for xs, t in rows)
    if epoch % 50 == 49:
        print("epoch", epoch + 1, "mse:", total / len(rows))
for h in (0, 6, 12, 18):
    xs = [math.sin(h * math.pi / 12), math.cos(h * math.pi / 12), h / 12 - 1]
    print(h, "h: net", round(net.predict(xs), 3), "real", round(tide(h), 3))
