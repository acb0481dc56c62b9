import numpy as np


class FC:
    def __init__(self, nin, nout, rng):
        self.weight = rng.randn(nin, nout) * np.sqrt(2. / nin)
        self.bias = np.zeros(nout)
        self.weight_grad = np.zeros_like(self.weight)
        self.bias_grad = np.zeros_like(self.bias)

    def forward(self, inp):
        self.inp = inp
        return inp.dot(self.weight) + self.bias

    def backward(self, delta):
        self.weight_grad += self.inp.T.dot(delta)
        self.bias_grad += delta.sum(axis=0)
        return delta.dot(self.weight.T)

    def step(self, lr):
        self.weight -= lr * self.weight_grad
        self.bias -= lr * self.bias_grad
        self.weight_grad[:] = 0
        self.bias_grad[:] = 0


class Rectifier:
    def forward(self, inp):
        self.inp = inp
        return np.maximum(inp, 0)

    def backward(self, delta):
        return delta * (self.inp > 0)

    def step(self, lr):
        pass


class SoftmaxCE:
    def forward(self, logits, target):
        logits = logits - np.max(logits, axis=1, keepdims=True)
        self.prob = np.exp(logits) / np.sum(np.exp(logits), axis=1, keepdims=True)
        self.target = target
        return -np.mean(np.sum(target * np.log(self.prob + 1e-12), axis=1))

    def backward(self):
        return (self.prob - self.target) / len(self.target)


def make_letters(rng, n):
    glyphs = {"T": "1110 0100 0100 0100", "L": "1000 1000 1000 1110", "H": "1010 1110 1010 1010",
              "O": "1110 1010 1010 1110", "C": "1110 1000 1000 1110"}
    pix = np.array([[float(c) for c in g.replace(" ", "")] for g in glyphs.values()])
    which = rng.randint(0, 5, n)
    return pix[which] + rng.normal(0, 0.35, (n, 16)), np.eye(5)[which], which


if __name__ == "__main__":
    rng = np.random.RandomState(17)
    X, T, which = make_letters(rng, 600)
    layers = [FC(16, 24, rng), Rectifier(), FC(24, 5, rng)]
    ce = SoftmaxCE()
    for epoch in range(20):
        for s in range(0, 600, 30):
            h = X[s:s + 30]
            for l in layers:
                h = l.forward(h)
            loss = ce.forward(h, T[s:s + 30])
            d = ce.backward()
            for l in reversed(layers):
                d = l.backward(d)
            for l in layers:
                l.step(0.1)
        if epoch % 4 == 3:
            print("epoch", epoch + 1, "loss", loss)
    h = X
    for l in layers:
        h = l.forward(h)
    print("loss over all:", ce.forward(h, T), "accuracy:", np.mean(h.argmax(axis=1) == which))
