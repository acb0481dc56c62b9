import math
import random
from types import SimpleNamespace


class Node:
    def __init__(self, *arguments):
        self.arguments = list(arguments)
        self.successors = []
        self.parameters = []
        for argument in self.arguments:
            argument.successors.append(self)
        self.forget()

    def forget(self):
        self.cache = SimpleNamespace(output=None, global_gradient=None, parameter_gradient=None)

    def evaluate(self, inputs):
        if self.cache.output is None:
            self.cache.output = self.compute_output(inputs)
        return self.cache.output

    @property
    def global_gradient(self):
        # slope of the error with respect to the output of this node
        if self.cache.global_gradient is None:
            self.cache.global_gradient = sum(
                successor.global_gradient * successor.local_gradient_for(self)
                for successor in self.successors)
        return self.cache.global_gradient

    @property
    def parameter_gradient(self):
        if self.cache.parameter_gradient is None:
            self.cache.parameter_gradient = [self.global_gradient * g for g in self.local_parameter_gradient()]
        return self.cache.parameter_gradient

    def local_parameter_gradient(self):
        return []

    def descend(self, step):
        for i, g in enumerate(self.parameter_gradient):
            self.parameters[i] -= step * g


class InputNode(Node):
    def __init__(self, index):
        super().__init__()
        self.index = index

    def compute_output(self, inputs):
        return inputs[self.index]


class LinearNode(Node):
    def __init__(self, arguments, rnd):
        super().__init__(*arguments)
        self.parameters = [rnd.uniform(-1, 1) for _ in range(len(arguments) + 1)]

    def values(self):
        return [argument.cache.output for argument in self.arguments] + [1.0]

    def compute_output(self, inputs):
        for argument in self.arguments:
            argument.evaluate(inputs)
        return sum(w * v for w, v in zip(self.parameters, self.values()))

    def local_gradient_for(self, argument):
        return self.parameters[self.arguments.index(argument)]

    def local_parameter_gradient(self):
        return self.values()


class SigmoidNode(Node):
    def compute_output(self, inputs):
        return 1 / (1 + math.exp(-self.arguments[0].evaluate(inputs)))

    def local_gradient_for(self, argument):
        return self.cache.output * (1 - self.cache.output)


class SquaredErrorNode(Node):
    def compute_error(self, inputs, label):
        self.label = label
        return (self.arguments[0].evaluate(inputs) - label) ** 2

    @property
    def global_gradient(self):
        return 1

    def local_gradient_for(self, argument):
        return 2 * (argument.cache.output - self.label)


class Graph:
    def __init__(self, n_inputs, n_hidden, step, rnd):
        inputs = [InputNode(i) for i in range(n_inputs)]
        linear = [LinearNode(inputs, rnd) for _ in range(n_hidden)]
        hidden = [SigmoidNode(node) for node in linear]
        top = LinearNode(hidden, rnd)
        self.output = SigmoidNode(top)
        self.error = SquaredErrorNode(self.output)
        self.nodes = inputs + linear + hidden + [top, self.output, self.error]
        self.step = step

    def forget(self):
        for node in self.nodes:
            node.forget()

    def evaluate(self, inputs):
        self.forget()
        return self.output.evaluate(inputs)

    def train_one(self, inputs, label):
        self.evaluate(inputs)
        value = self.error.compute_error(inputs, label)
        for node in self.nodes:
            node.parameter_gradient
        for node in self.nodes:
            node.descend(self.step)
        return value


if __name__ == "__main__":
    rnd = random.Random(15)
    cases = [((a, b, c), (a + b + c) % 2) for a in (0, 1) for b in (0, 1) for c in (0, 1)]
    graph = Graph(3, 6, 0.5, rnd)
    for epoch in range(4001):
        rnd.shuffle(cases)
        total = sum(graph.train_one(inputs, label) for inputs, label in cases)
        if epoch % 1000 == 0:
            print("epoch", epoch, "error", total)
    for inputs, label in sorted(cases):
        print(inputs, label, round(graph.evaluate(inputs), 3))
    print("error left", sum((graph.evaluate(i) - t) ** 2 for i, t in cases))
