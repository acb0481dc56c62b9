import numpy as np


def act(z):
    return np.tanh(z)


def feed(X, net):
    H1 = act(X @ net["W1"] + net["b1"])
    H2 = act(H1 @ net["W2"] + net["b2"])
    H3 = act(H2 @ net["W3"] + net["b3"])
    return H1, H2, H3, H3 @ net["W4"] + net["b4"]


def objective(X, net):
    Y = feed(X, net)[-1]
    return 0.5 * np.sum((Y - X) ** 2) / len(X)


def grads(X, net):
    H1, H2, H3, Y = feed(X, net)
    D4 = (Y - X) / len(X)
    D3 = (D4 @ net["W4"].T) * (1 - H3 ** 2)
    D2 = (D3 @ net["W3"].T) * (1 - H2 ** 2)
    D1 = (D2 @ net["W2"].T) * (1 - H1 ** 2)
    return {"W1": X.T @ D1, "b1": D1.sum(axis=0), "W2": H1.T @ D2, "b2": D2.sum(axis=0),
            "W3": H2.T @ D3, "b3": D3.sum(axis=0), "W4": H3.T @ D4, "b4": D4.sum(axis=0)}


def autoencoder(X, num_hidden1, num_hidden2, max_epochs, batch_size=25, step=0.02, mu=0.9, decay=0.99):
    sizes = [X.shape[1], num_hidden1, num_hidden2, num_hidden1, X.shape[1]]
    net, upd = {}, {}
    for k in range(1, 5):
        a, b = sizes[k - 1], sizes[k]
        net["W%d" % k] = np.random.uniform(-1, 1, (a, b)) * np.sqrt(6 / (a + b))
        net["b%d" % k] = np.zeros(b)
    for name in net:
        upd[name] = np.zeros_like(net[name])

    for epoch in range(max_epochs):
        for beg in range(0, len(X), batch_size):
            g = grads(X[beg:beg + batch_size], net)
            for k in "1234":
                upd["W" + k] = mu * upd["W" + k] - step * g["W" + k]
                upd["b" + k] = mu * upd["b" + k] - step * g["b" + k]
            for name in net:
                net[name] = net[name] + upd[name]
        step *= decay
        if epoch % 20 == 19:
            print("epochs finished:", epoch + 1, "obj =", objective(X, net))
    return net


if __name__ == "__main__":
    np.random.seed(2)
    # eight gauges that all hang on two hidden quantities
    hidden = np.random.uniform(-1, 1, (300, 2))
    mix = np.random.randn(2, 8)
    X = np.tanh(hidden @ mix) + np.array([1.5, -0.8, 0.6, 2.0, -1.2, 0.9, 0.4, -0.5]) + 0.02 * np.random.randn(300, 8)
    autoencoder(X, 6, 2, 120)
