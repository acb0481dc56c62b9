import numpy as np


class Linear:
    def __init__(self, fan_in, fan_out, rng):
        self.weight = rng.standard_normal((fan_in, fan_out)) / np.sqrt(fan_in)
        self.bias = np.zeros((1, fan_out))

    def forward(self, inp):
        self.inp = inp
        return inp @ self.weight + self.bias

    def backward(self, grad):
        self.grad_weight = self.inp.T @ grad
        self.grad_bias = grad.sum(axis=0, keepdims=True)
        return grad @ self.weight.T

    def step(self, lr):
        self.weight -= lr * self.grad_weight
        self.bias -= lr * self.grad_bias


class Sigmoid:
    def forward(self, inp):
        self.out = 1 / (1 + np.exp(-inp))
        return self.out

    def backward(self, grad):
        return grad * self.out * (1 - self.out)

    def step(self, lr):
        pass


class Softmax:
    def forward(self, inp):
        e = np.exp(inp - inp.max(axis=1, keepdims=True))
        self.out = e / e.sum(axis=1, keepdims=True)
        return self.out

    # CrossEntropy.backward hands over (probs - target)
    def backward(self, grad):
        return grad * self.out * (1 - self.out)

    def step(self, lr):
        pass


class CrossEntropy:
    def forward(self, probs, target):
        self.diff = (probs - target) / len(probs)
        return -np.sum(target * np.log(probs + 1e-12)) / len(probs)

    def backward(self):
        return self.diff


def checkerboard(n, rng):
    xy = rng.uniform(0, 3, (n, 2))
    colour = (np.floor(xy[:, 0]) + np.floor(xy[:, 1])).astype(int) % 3
    return xy - 1.5, np.eye(3)[colour]


if __name__ == "__main__":
    rng = np.random.default_rng(17)
    x, target = checkerboard(360, rng)
    stack = [Linear(2, 24, rng), Sigmoid(), Linear(24, 3, rng), Softmax()]
    stack[0].weight *= 6
    criterion = CrossEntropy()
    for epoch in range(3000):
        out = x
        for layer in stack:
            out = layer.forward(out)
        loss = criterion.forward(out, target)
        grad = criterion.backward()
        for layer in reversed(stack):
            grad = layer.backward(grad)
        for layer in stack:
            layer.step(2.0)
        if epoch % 500 == 0:
            hit = np.mean(out.argmax(1) == target.argmax(1))
            print(f"epoch {epoch:5d}  loss {loss:.4f}  hit {hit:.3f}")
    print("final loss", loss)
