import numpy as np


class Node:
    def __init__(self, value):
        self.value = value
        self.acc_gradient = np.zeros_like(value)


class RMSProp:
    def __init__(self, nodes, learning_rate=0.01, beta=0.9):
        self.nodes = nodes
        self.learning_rate = learning_rate
        self.beta = beta
        self.s = dict()
        self.acc_no = 0

    def accumulate(self, gradients):
        for node, gradient in zip(self.nodes, gradients):
            node.acc_gradient += gradient
        self.acc_no += 1

    def update(self):
        for number, node in enumerate(self.nodes):
            gradient = node.acc_gradient / self.acc_no
            if number not in self.s:
                self.s[number] = np.power(gradient, 2)
            else:
                self.s[number] = self.beta * self.s[number] + (1 - self.beta) * np.power(gradient, 2)
            node.value = node.value - self.learning_rate * gradient / np.sqrt(self.s[number] + 1e-10)
            node.acc_gradient = np.zeros_like(node.value)
        self.acc_no = 0


def logistic(x):
    return 1.0 / (1.0 + np.exp(-x))


def sample_gradient(nodes, features, label):
    """label is 1 or -1, loss = log(1 + exp(-label * output))"""
    w1, b1, w2, b2 = (n.value for n in nodes)
    hidden = logistic(w1 @ features + b1)
    output = float(w2 @ hidden + b2[0])
    loss = np.log1p(np.exp(-label * output))
    d_output = -label * logistic(-label * output)
    d_hidden = d_output * w2 * hidden * (1 - hidden)
    return loss, output, [np.outer(d_hidden, features), d_hidden, d_output * hidden, np.array([d_output])]


if __name__ == "__main__":
    rng = np.random.default_rng(3)
    # height, weight, body fat of men (1) and women (-1)
    men = np.column_stack([rng.normal(171, 6, 150), rng.normal(70, 10, 150), rng.normal(16, 2, 150)])
    women = np.column_stack([rng.normal(158, 5, 150), rng.normal(57, 8, 150), rng.normal(22, 2, 150)])
    x = np.concatenate([men, women])
    x = (x - x.mean(axis=0)) / x.std(axis=0)
    labels = np.concatenate([np.ones(150), -np.ones(150)])

    nodes = [Node(rng.normal(0, 0.5, (4, 3))), Node(np.zeros(4)), Node(rng.normal(0, 0.5, 4)), Node(np.zeros(1))]
    optimizer = RMSProp(nodes, 0.01)
    for epoch in range(20):
        total, hits = 0.0, 0
        for count, k in enumerate(rng.permutation(len(x)), 1):
            loss, output, gradients = sample_gradient(nodes, x[k], labels[k])
            total += loss
            hits += output * labels[k] > 0
            optimizer.accumulate(gradients)
            if count % 16 == 0:
                optimizer.update()
        if epoch % 5 == 4:
            print("epoch", epoch + 1, "loss", total / len(x), "accuracy", hits / len(x))
    print("last loss", total / len(x))
