import numpy as np

np.random.seed(2)


class TinyNet(object):
    def __init__(self, gain):
        self.weight = np.random.randn()
        self.offset = 0.0
        self.last_guess = 0
        self.gain = gain

    def squash(self, val):
        return 1.0 / (1.0 + np.exp(-val))

    def squash_slope(self, res):
        return res * (1 - res)

    def predict(self, value):
        return self.squash(value * self.weight + self.offset)

    def price(self, value, expected):
        self.last_guess = self.predict(value)
        return 0.5 * ((expected - self.last_guess) ** 2)

    def tilt(self, value, expected):
        return -(expected - self.last_guess) * self.squash_slope(self.last_guess)

    def change(self, value, expected):
        slope = self.tilt(value, expected)
        self.weight -= self.gain * slope * value
        self.offset -= self.gain * slope


# hours of sun -> litres of lemonade
table = [(0.5, 0.4), (1.0, 0.9), (1.5, 1.1), (2.0, 1.6), (2.5, 2.1), (3.0, 2.4), (3.5, 2.7), (4.0, 3.2)]

nn = TinyNet(0.05)
for turn in range(1000):
    total = 0
    for value, expected in table:
        total += nn.price(value, expected)
        nn.change(value, expected)
    if turn % 200 == 199:
        print('turn', turn + 1, 'cost', total)
print([round(float(nn.predict(v)), 2) for v, _ in table])
