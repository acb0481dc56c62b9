import numpy as np


def make_weather(days, rng):
    t_max = rng.normal(0, 1, days)
    t_min = 0.6 * t_max + rng.normal(0, 0.6, days)
    rain = np.abs(rng.normal(0, 1, days))
    tomorrow = np.abs(t_max) + 0.5 * t_min * rain - 0.4 * rain
    return np.stack([t_max, t_min, rain], axis=1), tomorrow.reshape(-1, 1)


def init_layers(sizes, rng):
    layers = []
    for n_in, n_out in zip(sizes[:-1], sizes[1:]):
        layers.append([rng.normal(0, np.sqrt(2 / n_in), (n_in, n_out)), np.zeros((1, n_out))])
    return layers


def forward(batch, layers):
    hidden = [batch.copy()]
    for i in range(len(layers)):
        batch = np.matmul(batch, layers[i][0]) + layers[i][1]
        if i < len(layers) - 1:
            batch = np.maximum(batch, 0)
        hidden.append(batch.copy())
    return batch, hidden


def mse(actual, predicted):
    return np.mean((actual - predicted) ** 2)


def mse_grad(actual, predicted):
    return 2 * (predicted - actual) / len(actual)


def backward(layers, hidden, grad, lr):
    for i in range(len(layers) - 1, -1, -1):
        if i != len(layers) - 1:
            grad = np.multiply(grad, np.heaviside(hidden[i + 1], 0))

        w_grad = hidden[i].T @ grad
        b_grad = grad.sum(axis=0, keepdims=True)

        grad = grad @ layers[i][0].T
        layers[i][0] -= w_grad * lr
        layers[i][1] -= b_grad * lr
    return layers


if __name__ == "__main__":
    rng = np.random.default_rng(0)
    train_x, train_y = make_weather(400, rng)
    valid_x, valid_y = make_weather(100, rng)
    layers = init_layers([3, 16, 16, 1], rng)
    lr = 0.05
    for epoch in range(600):
        for k in range(0, len(train_x), 100):
            x, y = train_x[k:k + 100], train_y[k:k + 100]
            pred, hidden = forward(x, layers)
            layers = backward(layers, hidden, mse_grad(y, pred), lr)
        if epoch % 100 == 99:
            pred, _ = forward(valid_x, layers)
            print("Epoch:", epoch + 1, "Validation MSE:", mse(valid_y, pred))
