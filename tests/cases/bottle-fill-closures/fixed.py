import numpy as np

rng = np.random.default_rng(77)


def dense(n_in, n_out):
    w = rng.standard_normal((n_in, n_out)) * np.sqrt(1.0 / n_in)
    b = np.zeros(n_out)
    memory = {}

    def fwd(x):
        memory['x'] = x
        return x @ w + b

    def bwd(grad, lr):
        grad_in = grad @ w.T
        w[...] -= lr * memory['x'].T @ grad
        b[...] -= lr * grad.sum(0)
        return grad_in

    return fwd, bwd


def tanh():
    memory = {}

    def fwd(x):
        memory['y'] = np.tanh(x)
        return memory['y']

    def bwd(grad, lr):
        grad = grad * (1 - memory['y'] ** 2)
        return grad

    return fwd, bwd


def forward_all(chain, x):
    for fwd, _ in chain:
        x = fwd(x)
    return x


def backward_all(chain, grad, lr):
    for _, bwd in reversed(chain):
        grad = bwd(grad, lr)


def bottles(n):
    # pressure, valve time, temperature -> litres over or under
    x = rng.uniform(-1, 1, (n, 3))
    y = np.sin(3 * x[:, [0]] * x[:, [1]]) - 0.5 * x[:, [2]] ** 2
    return x, y


x, y = bottles(300)
chain = [dense(3, 20), tanh(), dense(20, 1)]
for epoch in range(300):
    mix = rng.permutation(len(x))
    for i in range(0, len(x), 20):
        part = mix[i:i + 20]
        guess = forward_all(chain, x[part])
        backward_all(chain, (guess - y[part]) / len(part), lr=0.05)
    if epoch % 50 == 0:
        print('epoch', epoch, 'mse', np.mean((forward_all(chain, x) - y) ** 2))

final = np.mean((forward_all(chain, x) - y) ** 2)
print('mse without any net', y.var())
print('mse with the net', final)
