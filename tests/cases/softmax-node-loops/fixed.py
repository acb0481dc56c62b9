import numpy as np


class LinearNode:
    def __init__(self, n_in, n_out, rng):
        self.w = rng.normal(0, 0.5, (n_out, n_in))
        self.b = np.zeros(n_out)

    def forward(self, value):
        self.input = value
        self.value = self.w.dot(value) + self.b
        return self.value

    def backward(self, upstream, rate):
        down = self.w.T.dot(upstream)
        self.w -= rate * np.outer(upstream, self.input)
        self.b -= rate * upstream
        return down


class TanhNode:
    def forward(self, value):
        self.value = np.tanh(value)
        return self.value

    def backward(self, upstream, rate):
        return upstream * (1 - self.value ** 2)


class SoftmaxNode:
    def softmax(self, x):
        exps = np.exp(x - np.max(x))
        return exps / np.sum(exps)

    def forward(self, value):
        self.input = value
        self.value = self.softmax(self.input)
        return self.value

    def backward(self, upstream, rate):
        gradient = np.zeros((len(self.value), len(self.input)))
        for i in range(len(self.value)):
            for j in range(len(self.input)):
                if i == j:
                    gradient[i, j] = self.value[i] * (1 - self.value[i])
                else:
                    gradient[i, j] = -self.value[i] * self.value[j]
        return gradient.T.dot(upstream)


class LogLoss:
    def forward(self, prob, wish):
        self.prob, self.wish = prob, wish
        return -np.sum(wish * np.log(prob + 1e-12))

    def backward(self):
        return -self.wish / (self.prob + 1e-12)


def evaluate(nodes, value):
    for node in nodes:
        value = node.forward(value)
    return value


if __name__ == "__main__":
    rng = np.random.RandomState(12)
    middle = np.array([[0, 0], [2, 0], [0, 2], [2, 2]])
    lab = rng.randint(0, 4, 240)
    pts = middle[lab] + rng.normal(0, 0.45, (240, 2)) - 1
    lab[lab == 3] = 0       # opposite corners belong together
    nodes = [LinearNode(2, 8, rng), TanhNode(), LinearNode(8, 3, rng), SoftmaxNode()]
    loss = LogLoss()
    for epoch in range(30):
        total = 0
        for k in rng.permutation(len(pts)):
            prob = evaluate(nodes, pts[k])
            total += loss.forward(prob, np.eye(3)[lab[k]])
            grad = loss.backward()
            for node in reversed(nodes):
                grad = node.backward(grad, 0.05)
        if epoch % 5 == 4:
            print("epoch", epoch + 1, "mean loss", total / len(pts))
    found = [np.argmax(evaluate(nodes, p)) for p in pts]
    print("accuracy", np.mean(found == lab))
