import numpy as np

# ---- hyperparameters
layer_sizes = [49, 64, 10]
step_size = 0.1
num_epochs = 12
batch_size = 128


def random_layer_params(m, n, rng, scale=0.1):
    return scale * rng.normal(size=(n, m)), scale * rng.normal(size=n)


def init_network_params(sizes, rng):
    return [random_layer_params(m, n, rng) for m, n in zip(sizes[:-1], sizes[1:])]


def relu(x):
    return np.maximum(0, x)


def predict(params, images):
    acts = [images]
    for w, b in params[:-1]:
        acts.append(relu(acts[-1] @ w.T + b))
    w, b = params[-1]
    logits = acts[-1] @ w.T + b
    top = logits.max(axis=1, keepdims=True)
    return logits - top - np.log(np.exp(logits - top).sum(axis=1, keepdims=True)), acts


def loss(params, images, targets):
    preds, _ = predict(params, images)
    return -np.sum(preds * targets)


def grad_loss(params, images, targets):
    preds, acts = predict(params, images)
    d = np.exp(preds) - targets
    grads = []
    for layer in range(len(params) - 1, -1, -1):
        w, b = params[layer]
        grads.insert(0, (d.T @ acts[layer], d.sum(axis=0)))
        d = (d @ w) * (acts[layer] > 0)
    return grads


def accuracy(params, images, targets):
    return np.mean(np.argmax(targets, axis=1) == np.argmax(predict(params, images)[0], axis=1))


def update(params, x, y):
    grads = grad_loss(params, x, y)
    return [(w - step_size * dw, b - step_size * db) for (w, b), (dw, db) in zip(params, grads)]


rng = np.random.default_rng(0)
strokes = rng.integers(0, 2, (40, 49)) * 2.0
kind = rng.integers(0, 40, 2560)
images = strokes[kind] + rng.normal(0, 0.8, (2560, 49))
targets = np.eye(10)[kind % 10]
train_images, test_images = images[:2048], images[2048:]
train_targets, test_targets = targets[:2048], targets[2048:]

params = init_network_params(layer_sizes, rng)
for epoch in range(num_epochs):
    for s in range(0, len(train_images), batch_size):
        params = update(params, train_images[s:s + batch_size], train_targets[s:s + batch_size])
    print("Epoch {} loss {:.4f}".format(epoch, loss(params, train_images, train_targets)))
    print("  training set accuracy {:.4f}".format(accuracy(params, train_images, train_targets)))
    print("  test set accuracy {:.4f}".format(accuracy(params, test_images, test_targets)))
