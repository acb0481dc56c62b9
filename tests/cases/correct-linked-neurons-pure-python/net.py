import math
import random


class Connection:
    def __init__(self, source, target):
        self.source = source
        self.target = target
        self.weight = random.uniform(-1, 1)


class Neuron:
    def __init__(self):
        self.incoming = []
        self.outgoing = []
        self.bias = random.uniform(-1, 1)
        self.output = 0.0
        self.gradient = 0.0

    def connect_to(self, other):
        link = Connection(self, other)
        self.outgoing.append(link)
        other.incoming.append(link)

    def fire(self):
        net = self.bias + sum(link.weight * link.source.output for link in self.incoming)
        self.output = math.tanh(net)

    def slope(self):
        return 1.0 - self.output * self.output

    def output_gradient(self, wanted):
        self.gradient = (wanted - self.output) * self.slope()

    def hidden_gradient(self):
        self.gradient = self.slope() * sum(link.weight * link.target.gradient for link in self.outgoing)

    def adjust(self, eta):
        for link in self.incoming:
            link.weight += eta * self.gradient * link.source.output
        self.bias += eta * self.gradient


class Net:
    def __init__(self, topology):
        self.layers = [[Neuron() for _ in range(n)] for n in topology]
        for left, right in zip(self.layers, self.layers[1:]):
            for a in left:
                for b in right:
                    a.connect_to(b)

    def feed_forward(self, values):
        for neuron, v in zip(self.layers[0], values):
            neuron.output = v
        for layer in self.layers[1:]:
            for neuron in layer:
                neuron.fire()
        return [n.output for n in self.layers[-1]]

    def back_prop(self, wanted, eta):
        for neuron, w in zip(self.layers[-1], wanted):
            neuron.output_gradient(w)
        for layer in reversed(self.layers[1:-1]):
            for neuron in layer:
                neuron.hidden_gradient()
        # all gradients are known, now the weights may move
        for layer in self.layers[1:]:
            for neuron in layer:
                neuron.adjust(eta)


if __name__ == '__main__':
    random.seed(20)
    # inputs and targets as -1 / +1; outputs: XOR and AND
    table = [([-1, -1], [-0.9, -0.9]), ([-1, 1], [0.9, -0.9]), ([1, -1], [0.9, -0.9]), ([1, 1], [-0.9, 0.9])]
    net = Net([2, 4, 2])
    for sweep in range(2000):
        random.shuffle(table)
        error = 0.0
        for inputs, wanted in table:
            result = net.feed_forward(inputs)
            error += sum((w - r) ** 2 for w, r in zip(wanted, result)) / 2
            net.back_prop(wanted, 0.1)
        if sweep % 400 == 0:
            print('sweep', sweep, 'error', round(error, 5))
    right = 0
    for inputs, wanted in sorted(table):
        result = net.feed_forward(inputs)
        right += all((r > 0) == (w > 0) for r, w in zip(result, wanted))
        print(inputs, '->', [round(r, 2) for r in result])
    print('rows right:', right, 'of', len(table))
