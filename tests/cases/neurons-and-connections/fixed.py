import math
import random


def identity(x):
    return x


def identity_slope(x):
    return 1.0


def th(x):
    return math.tanh(x)


def th_slope(x):
    return 1.0 - math.tanh(x) * math.tanh(x)


def bell(x):
    return math.exp(-x * x)


def bell_slope(x):
    return -2 * x * math.exp(-x * x)


TRANSFER = {"linear": (identity, identity_slope), "tanh": (th, th_slope), "gaussian": (bell, bell_slope)}


class Connection:
    def __init__(self, source, target):
        self.source, self.target = source, target
        self.weight = random.uniform(-1, 1)


class Neuron:
    def __init__(self, tf):
        self.tf, self.tf_slope = TRANSFER[tf]
        self.back, self.forth = [], []
        self.output = 0.0
        self.gradient = 0.0

    def feed_forward(self):
        total = 0.0
        for conn in self.back:
            total += conn.source.output * conn.weight
        self.total = total
        self.output = self.tf(total)

    def output_gradient(self, target):
        self.gradient = (target - self.output) * self.tf_slope(self.total)

    def hidden_gradient(self):
        dow = sum(conn.weight * conn.target.gradient for conn in self.forth)
        self.gradient = dow * self.tf_slope(self.total)

    def update_inputs(self, eta):
        for conn in self.back:
            conn.weight += eta * conn.source.output * self.gradient


class Topology:
    def __init__(self, spec, eta):
        """spec: (count, transfer function) per layer, bias neurons are added"""
        self.eta = eta
        self.layers = [[Neuron(tf) for _ in range(count)] for count, tf in spec]
        self.bias = Neuron("linear")
        self.bias.output = 1.0
        for below, above in zip(self.layers, self.layers[1:]):
            for target in above:
                for source in below + [self.bias]:
                    conn = Connection(source, target)
                    source.forth.append(conn)
                    target.back.append(conn)

    def feed_forward(self, values):
        for neuron, v in zip(self.layers[0], values):
            neuron.output = v
        for layer in self.layers[1:]:
            for neuron in layer:
                neuron.feed_forward()
        return [n.output for n in self.layers[-1]]

    def back_prop(self, targets):
        for neuron, t in zip(self.layers[-1], targets):
            neuron.output_gradient(t)
        for layer in reversed(self.layers[1:-1]):
            for neuron in layer:
                neuron.hidden_gradient()
        for layer in self.layers[1:]:
            for neuron in layer:
                neuron.update_inputs(self.eta)


if __name__ == "__main__":
    random.seed(6)
    net = Topology([(1, "linear"), (8, "gaussian"), (1, "linear")], 0.05)
    samples = [(k / 10 - 2, math.cos(2 * (k / 10 - 2))) for k in range(41)]
    for epoch in range(1001):
        random.shuffle(samples)
        err = 0
        for x, t in samples:
            out = net.feed_forward([x])[0]
            err += (t - out) ** 2
            net.back_prop([t])
        if epoch % 200 == 0:
            print("pass", epoch, "rms error", math.sqrt(err / len(samples)))
