import numpy as np


def init_layers(inputs, seed=0):
    rng = np.random.default_rng(seed)
    layers = []
    for i in range(1, len(inputs)):
        layers.append([
            rng.random((inputs[i - 1], inputs[i])) / 2.5 - 0.2,
            np.zeros((1, inputs[i]))
        ])
    return layers


def forward(batch, layers):
    hiddens = [batch.copy()]
    for i in range(len(layers)):
        batch = np.matmul(batch, layers[i][0]) + layers[i][1]
        # no relu after the last one
        if i < len(layers) - 1:
            batch = np.maximum(batch, 0)
        hiddens.append(batch.copy())
    return batch, hiddens


def mse(actual, predicted):
    return np.mean((actual - predicted) ** 2)


def mse_grad(actual, predicted):
    return predicted - actual


def backward(layers, hiddens, grad, lr):
    for i in range(len(layers) - 1, -1, -1):
        # the relu does not apply to the output
        if i != len(layers) - 1:
            grad = np.multiply(grad, hiddens[i + 1] > 0)

        grad_w = hiddens[i].T @ grad / len(grad)
        grad_b = np.mean(grad, axis=0, keepdims=True)

        grad = grad @ layers[i][0].T
        layers[i][0] -= lr * grad_w
        layers[i][1] -= lr * grad_b
    return layers


def make_weather(days, rng):
    t_max = 18 + 9 * np.sin(np.arange(days) / 58) + rng.normal(0, 3, days)
    t_min = t_max - rng.uniform(4, 12, days)
    rain = np.maximum(0, rng.normal(-1, 3, days))
    data = np.column_stack([t_max, t_min, rain])
    nxt = t_max + 0.3 * (t_max - t_min) - 1.5 * np.minimum(rain, 2) - 0.02 * (t_max - 18) ** 2
    data = (data - data.mean(axis=0)) / data.std(axis=0)
    return data, ((nxt - nxt.mean()) / nxt.std()).reshape(-1, 1)


if __name__ == "__main__":
    x, y = make_weather(800, np.random.default_rng(7))
    train_x, train_y, valid_x, valid_y = x[:600], y[:600], x[600:], y[600:]
    layers = init_layers([3, 10, 10, 1])
    lr, epochs, batch_size = 0.2, 40, 8
    for epoch in range(epochs):
        losses = []
        for i in range(0, len(train_x), batch_size):
            bx, by = train_x[i:i + batch_size], train_y[i:i + batch_size]
            pred, hiddens = forward(bx, layers)
            losses.append(mse(by, pred))
            layers = backward(layers, hiddens, mse_grad(by, pred), lr)
        if epoch % 10 == 9:
            valid_pred, _ = forward(valid_x, layers)
            print(f"Epoch: {epoch} Train MSE: {np.mean(losses)} Valid MSE: {mse(valid_y, valid_pred)}")
