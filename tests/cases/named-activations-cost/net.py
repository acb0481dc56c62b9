import numpy as np

ACTIVATIONS = {
    "sigmoid": (lambda z: 1.0 / (1.0 + np.exp(-z)), lambda a: a * (1 - a)),
    "tanh": (np.tanh, lambda a: 1 - a ** 2),
}


def make_layers(spec, seed):
    """spec: list of (inputs, units, activation)"""
    rng = np.random.default_rng(seed)
    layers = []
    for n_in, units, act in spec:
        layers.append({"w": rng.normal(0, 1 / np.sqrt(n_in), (units, n_in)), "b": np.zeros((units, 1)), "act": act})
    return layers


def propagate(layers, X):
    a = X
    for layer in layers:
        layer["inp"] = a
        a = ACTIVATIONS[layer["act"]][0](layer["w"] @ a + layer["b"])
        layer["a"] = a
    return a


def cost(A, Y):
    return -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))


def learn(layers, X, Y, rate):
    m = X.shape[1]
    A = propagate(layers, X)
    delta = A - Y  # cross-entropy together with the output unit
    for i in range(len(layers) - 1, -1, -1):
        layer = layers[i]
        gw, gb = delta @ layer["inp"].T / m, delta.sum(axis=1, keepdims=True) / m
        if i > 0:
            delta = (layer["w"].T @ delta) * ACTIVATIONS[layers[i - 1]["act"]][1](layers[i - 1]["a"])
        layer["w"] -= rate * gw
        layer["b"] -= rate * gb
    return cost(A, Y)


if __name__ == "__main__":
    rng = np.random.default_rng(3)
    X = rng.normal(size=(2, 200))
    Y = (X[0:1] + X[1:2] ** 2 > 1).astype(float)
    layers = make_layers([(2, 8, "tanh"), (8, 1, "tanh")], seed=10)
    for epoch in range(2001):
        c = learn(layers, X, Y, 0.5)
        if epoch % 400 == 0:
            print("epoch", epoch, "cost", c)
    print("final cost:", cost(propagate(layers, X), Y))
    print("accuracy:", np.mean((propagate(layers, X) > 0.5) == Y))
