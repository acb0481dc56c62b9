import numpy


class ThreeLayers:

    def __init__(self, n_in, n_hid, n_out, pace):
        self.n_in = n_in
        self.n_hid = n_hid
        self.n_out = n_out
        self.low = numpy.random.normal(0.0, pow(self.n_in, -0.5), (self.n_hid, self.n_in))
        self.high = numpy.random.normal(0.0, pow(self.n_hid, -0.5), (self.n_out, self.n_hid))
        self.pace = pace
        self.bend = lambda x: 1 / (1 + numpy.exp(-x))

    def train(self, row, wish):
        inputs = numpy.array(row, ndmin=2).T
        targets = numpy.array(wish, ndmin=2).T

        mid = self.bend(numpy.dot(self.low, inputs))
        top = self.bend(numpy.dot(self.high, mid))

        top_miss = targets - top
        slope = top * (1.0 - top)
        mid_miss = numpy.dot(self.high.T, top_miss * slope)

        self.high += self.pace * numpy.dot(top_miss * slope, numpy.transpose(mid))
        self.low += self.pace * numpy.dot(mid_miss * mid * (1.0 - mid),
                                        numpy.transpose(inputs))

    def ask(self, row):
        inputs = numpy.array(row, ndmin=2).T
        return self.bend(numpy.dot(self.high, self.bend(numpy.dot(self.low, inputs))))


def records(n, shapes):
    rows = []
    for _ in range(n):
        label = numpy.random.randint(0, len(shapes))
        pixels = numpy.clip(shapes[label] + numpy.random.normal(0, 50, shapes.shape[1]), 0, 255)
        rows.append((label, pixels))
    return rows


if __name__ == "__main__":
    numpy.random.seed(10)
    shapes = numpy.random.randint(0, 256, (10, 49))
    training, test = records(500, shapes), records(150, shapes)
    n = ThreeLayers(49, 30, 10, 0.3)
    for e in range(8):
        for label, pixels in training:
            targets = numpy.zeros(10) + 0.01
            targets[label] = 0.99
            n.train(pixels / 255.0 * 0.99 + 0.01, targets)
        score = [int(numpy.argmax(n.ask(p / 255.0 * 0.99 + 0.01)) == label) for label, p in test]
        print("epoch", e, "performance", sum(score) / len(score))
    print("performance =", sum(score) / len(score))
