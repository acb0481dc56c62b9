import numpy as np

plan = [
    {"input_dim": 2, "output_dim": 25, "activation": "relu"},
    {"input_dim": 25, "output_dim": 25, "activation": "relu"},
    {"input_dim": 25, "output_dim": 1, "activation": "sigmoid"},
]


def start_values(plan, seed=99):
    np.random.seed(seed)
    store = {}
    for idx, layer in enumerate(plan):
        number = idx + 1
        scale = np.sqrt(2 / layer["input_dim"])
        store["W" + str(number)] = np.random.randn(layer["output_dim"], layer["input_dim"]) * scale
        store["b" + str(number)] = np.random.randn(layer["output_dim"], 1) * 0.1
    return store


def squash(Z):
    return 1 / (1 + np.exp(-Z))


def rect(Z):
    return np.maximum(0, Z)


def squash_back(up_in, Z):
    sig = squash(Z)
    return up_in * sig * (1 - sig)


def rect_back(up_in, Z):
    gz = np.array(up_in, copy=True)
    gz[Z <= 0] = 0
    return gz


def forward_all(X, store, plan):
    seen = {}
    A = X
    for idx, layer in enumerate(plan):
        below = A
        Zk = np.dot(store["W" + str(idx + 1)], below) + store["b" + str(idx + 1)]
        A = rect(Zk) if layer["activation"] == "relu" else squash(Zk)
        seen["A" + str(idx)] = below
        seen["Z" + str(idx + 1)] = Zk
    return A, seen


def price(guess, Y):
    m = guess.shape[1]
    cost = -1 / m * (np.dot(Y, np.log(guess).T) + np.dot(1 - Y, np.log(1 - guess).T))
    return np.squeeze(cost)


def backward_one(up, W, Zk, below, activation):
    m = below.shape[1]
    backward = rect_back if activation == "relu" else squash_back
    gZ = backward(up, Zk)
    gW = np.dot(gZ, below.T) / m
    gb = np.sum(gZ, axis=1, keepdims=True) / m
    down = np.dot(W.T, gZ)
    return down, gW, gb


def backward_all(guess, Y, seen, store, plan):
    slopes = {}
    down = -(np.divide(Y, guess) - np.divide(1 - Y, 1 - guess))
    for idx, layer in reversed(list(enumerate(plan))):
        k = str(idx + 1)
        up = down
        down, slopes["dW" + k], slopes["db" + k] = backward_one(
            up, store["W" + k], seen["Z" + k], seen["A" + str(idx)], layer["activation"])
    return slopes


def update(store, slopes, plan, learning_rate):
    for number in range(1, len(plan) + 1):
        store["W" + str(number)] -= learning_rate * slopes["dW" + str(number)]
        store["b" + str(number)] -= learning_rate * slopes["db" + str(number)]
    return store


def train(X, Y, plan, epochs, learning_rate):
    store = start_values(plan, 2)
    for i in range(epochs):
        guess, seen = forward_all(X, store, plan)
        grads = backward_all(guess, Y, seen, store, plan)
        store = update(store, grads, plan, learning_rate)
        if i % 500 == 0:
            print("Iteration: {:05} - cost: {:.5f}".format(i, price(guess, Y)))
    return store


if __name__ == "__main__":
    rng = np.random.RandomState(4)
    # two moons
    t = rng.uniform(0, np.pi, 400)
    moon = rng.randint(0, 2, 400)
    X = np.stack([np.cos(t) * (1 - 2 * moon) + moon, np.sin(t) * (1 - 2 * moon) + 0.4 * moon])
    X = X + rng.normal(0, 0.12, X.shape)
    Y = moon.reshape(1, -1)
    params = train(X[:, :300], Y[:, :300], plan, 2501, 0.1)
    guess, _ = forward_all(X[:, 300:], params, plan)
    print("test accuracy:", np.mean((guess > 0.5) == Y[:, 300:]))
