import numpy as np

rng = np.random.default_rng(17)


def drop(a, rate, train):
    """in training: some are zero, the others larger; in the test: nothing"""
    if not train:
        return a, None
    mask = (rng.random(a.shape) >= rate) / (1 - rate)
    return a * mask, mask


def forward(net, x, rate=0.0, train=False):
    memory = [(x, None)]
    a = x
    for k, (W, b) in enumerate(net):
        a = a @ W + b
        if k < len(net) - 1:
            a = np.maximum(a, 0)
            a, mask = drop(a, rate, train)
            memory.append((a, mask))
    return a, memory


def backward(net, logits, onehot, memory):
    shares = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    loss = -np.sum(onehot * np.log(shares + 1e-15)) / len(onehot)
    d = (shares - onehot) / len(onehot)
    grads = []
    for k in range(len(net) - 1, -1, -1):
        W, b = net[k]
        a, mask = memory[k]
        grads.append((a.T @ d, d.sum(axis=0)))
        if k:
            # a > 0 only where the unit was on and was kept
            d = (d @ W.T) * mask * (a > 0)
    return loss, grads[::-1]


def accuracy(net, x, kinds):
    return np.mean(forward(net, x)[0].argmax(axis=1) == kinds)


sizes = [36, 64, 48, 6]
net = [[rng.normal(0, np.sqrt(2 / n), (n, m)), np.zeros(m)] for n, m in zip(sizes[:-1], sizes[1:])]

patterns = rng.integers(0, 2, (6, 36)).astype(float)
kinds = rng.integers(0, 6, 900)
x = patterns[kinds] + rng.normal(0, 0.8, (900, 36)) - 0.5
onehot = np.eye(6)[kinds]

for epoch in range(30):
    total = 0.0
    for s in range(0, 600, 40):
        logits, memory = forward(net, x[s:s + 40], 0.3, train=True)
        loss, grads = backward(net, logits, onehot[s:s + 40], memory)
        total += loss * 40 / 600
        for layer, (dW, db) in zip(net, grads):
            layer[0] -= 0.1 * dW
            layer[1] -= 0.1 * db
    if epoch % 6 == 5:
        print("epoch", epoch + 1, "loss with dropout", total, "test accuracy", accuracy(net, x[600:], kinds[600:]))
print("final test accuracy", accuracy(net, x[600:], kinds[600:]))
