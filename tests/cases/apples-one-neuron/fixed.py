import numpy as np

rng = np.random.RandomState(11)

# two kinds of apples: weight in grams and diameter in millimetres
n = 120
kind = np.repeat([0, 1], n // 2)
grams = np.where(kind == 1, rng.normal(190, 12, n), rng.normal(150, 12, n))
diameter = np.where(kind == 1, rng.normal(70, 3, n), rng.normal(82, 3, n))
features = np.column_stack([grams, diameter])
mixed = rng.permutation(n)
features, kind = features[mixed], kind[mixed]
features = (features - features.mean(axis=0)) / features.std(axis=0)
bias_column = np.ones((n, 1))
inputs = np.hstack([bias_column, features])

# one neuron
weights = rng.uniform(0.2, 0.8, 3)


def neuron(rows, weights):
    return 1.0 / (1.0 + np.exp(-rows.dot(weights)))


def cost(out):
    return 0.5 * np.mean((out - kind) ** 2)


eta = 0.5
for epoch in range(3000):
    out = neuron(inputs, weights)
    gap = out - kind
    slope = out * (1.0 - out)
    weights = weights - eta * inputs.T.dot(gap * slope) / n
    if epoch % 500 == 0:
        print("epoch", epoch, "cost", cost(out))

out = neuron(inputs, weights)
print("weights", weights)
print("recognised:", np.mean((out > 0.5) == (kind == 1)))
