import numpy as np

PLAN = [
    {"input_dim": 2, "output_dim": 20, "activation": "relu"},
    {"input_dim": 20, "output_dim": 12, "activation": "relu"},
    {"input_dim": 12, "output_dim": 1, "activation": "sigmoid"},
]


def draw_layers(plan, seed=99):
    rng = np.random.RandomState(seed)
    theta = {}
    for idx, layer in enumerate(plan, 1):
        theta["W" + str(idx)] = rng.randn(layer["output_dim"], layer["input_dim"]) * 0.3
        theta["b" + str(idx)] = rng.randn(layer["output_dim"], 1) * 0.1
    return theta


def sigmoid(Z):
    return 1 / (1 + np.exp(-Z))


def relu(Z):
    return np.maximum(0, Z)


def sigmoid_backward(dA, Z):
    s = sigmoid(Z)
    return dA * s * (1 - s)


def relu_backward(dA, Z):
    dZ = np.array(dA, copy=True)
    dZ[Z <= 0] = 0
    return dZ


FORWARD = {"relu": relu, "sigmoid": sigmoid}
BACKWARD = {"relu": relu_backward, "sigmoid": sigmoid_backward}


def run_up(X, theta, plan):
    kept = {}
    here = X
    for idx, layer in enumerate(plan, 1):
        below = here
        Z = np.dot(theta["W" + str(idx)], below) + theta["b" + str(idx)]
        here = FORWARD[layer["activation"]](Z)
        kept["A" + str(idx - 1)] = below
        kept["Z" + str(idx)] = Z
    return here, kept


def cost_of(P, Y):
    m = P.shape[1]
    cost = -1 / m * (np.dot(Y, np.log(P).T) + np.dot(1 - Y, np.log(1 - P).T))
    return np.squeeze(cost)


def run_down(P, Y, kept, theta, plan):
    slopes = {}
    d_below = -(np.divide(Y, P) - np.divide(1 - Y, 1 - P))
    for prev, layer in reversed(list(enumerate(plan))):
        curr = prev + 1
        below = kept["A" + str(prev)]
        m = below.shape[1]
        dZ = BACKWARD[layer["activation"]](d_below, kept["Z" + str(curr)])
        slopes["dW" + str(curr)] = np.dot(dZ, below.T) / m
        slopes["db" + str(curr)] = np.sum(dZ, axis=1, keepdims=True) / m
        d_below = np.dot(theta["W" + str(curr)].T, dZ)
    return slopes


def move_all(theta, slopes, plan, rate):
    for idx, layer in enumerate(plan, 1):
        theta["W" + str(idx)] -= rate * slopes["dW" + str(idx)]
        theta["b" + str(idx)] -= rate * slopes["db" + str(idx)]
    return theta


def train(X, Y, plan, epochs, rate):
    theta = draw_layers(plan)
    for i in range(epochs):
        P, kept = run_up(X, theta, plan)
        slopes = run_down(P, Y, kept, theta, plan)
        theta = move_all(theta, slopes, plan, rate)
        if i % 500 == 0:
            print("epoch", i, "cost", cost_of(P, Y))
    return theta


if __name__ == "__main__":
    rng = np.random.RandomState(1)
    X = rng.uniform(-1, 1, (2, 300))
    Y = (X[0:1] * X[1:2] + rng.normal(0, 0.05, (1, 300)) > 0).astype(float)
    theta = train(X, Y, PLAN, 2001, 0.2)
    P, _ = run_up(X, theta, PLAN)
    print("training accuracy:", np.mean((P > 0.5) == (Y > 0.5)))
