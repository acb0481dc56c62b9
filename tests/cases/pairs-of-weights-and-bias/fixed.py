import numpy as np


def init_layers(widths, rng):
    layers = []
    for i in range(1, len(widths)):
        layers.append([
            rng.randn(widths[i - 1], widths[i]) * np.sqrt(2 / widths[i - 1]),
            np.zeros((1, widths[i]))
        ])
    return layers


def forward(batch, layers):
    hiddens = [batch]
    for i in range(len(layers)):
        batch = batch @ layers[i][0] + layers[i][1]
        if i < len(layers) - 1:
            batch = np.maximum(batch, 0)
        hiddens.append(batch)
    return batch, hiddens


def mse(actual, predicted):
    return np.mean((actual - predicted) ** 2)


def mse_grad(actual, predicted):
    return 2 * (predicted - actual) / actual.size


def backward(layers, hiddens, grad, lr):
    for i in range(len(layers) - 1, -1, -1):
        if i != len(layers) - 1:
            grad = np.multiply(grad, np.heaviside(hiddens[i + 1], 0))

        w_grad = hiddens[i].T @ grad
        b_grad = np.sum(grad, axis=0, keepdims=True)

        grad = grad @ layers[i][0].T
        layers[i][0] -= w_grad * lr
        layers[i][1] -= b_grad * lr
    return layers


def tomorrow(n, rng):
    """warmest hour of the next day out of today's low, high and rain"""
    low = rng.normal(8, 6, n)
    high = low + np.abs(rng.normal(8, 3, n))
    rain = rng.exponential(2, n) * (rng.rand(n) < 0.4)
    nxt = 0.7 * high + 0.2 * low - 1.5 * np.sqrt(rain) + 2 * np.maximum(0, high - 20)
    return np.column_stack([low, high, rain]), (nxt + rng.normal(0, 0.5, n))[:, None]


rng = np.random.RandomState(10)
x, y = tomorrow(500, rng)
x = (x - x.mean(axis=0)) / x.std(axis=0)
y = (y - y.mean()) / y.std()
train_x, train_y, valid_x, valid_y = x[:400], y[:400], x[400:], y[400:]

layers = init_layers([3, 10, 10, 1], rng)
lr, epochs, batch_size = 0.1, 60, 20

for epoch in range(epochs):
    losses = []
    for i in range(0, len(train_x), batch_size):
        x_batch = train_x[i:i + batch_size]
        y_batch = train_y[i:i + batch_size]
        pred, hiddens = forward(x_batch, layers)
        losses.append(mse(y_batch, pred))
        layers = backward(layers, hiddens, mse_grad(y_batch, pred), lr)
    if epoch % 10 == 0:
        print("Epoch", epoch, "train MSE:", np.mean(losses))

print("valid MSE:", mse(valid_y, forward(valid_x, layers)[0]))
