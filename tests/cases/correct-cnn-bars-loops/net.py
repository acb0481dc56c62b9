import numpy as np


class Conv3x3:
    # a convolution layer with 3x3 filters, no padding

    def __init__(self, num_filters, rng):
        self.num_filters = num_filters
        self.filters = rng.standard_normal((num_filters, 3, 3)) / 3
        self.biases = np.zeros(num_filters)

    def iterate_regions(self, image):
        h, w = image.shape
        for i in range(h - 2):
            for j in range(w - 2):
                yield image[i:i + 3, j:j + 3], i, j

    def forward(self, image):
        self.last_input = image
        h, w = image.shape
        output = np.zeros((h - 2, w - 2, self.num_filters))
        for region, i, j in self.iterate_regions(image):
            output[i, j] = np.sum(region * self.filters, axis=(1, 2)) + self.biases
        return output

    def backprop(self, d_out, lr):
        d_filters = np.zeros_like(self.filters)
        for region, i, j in self.iterate_regions(self.last_input):
            for f in range(self.num_filters):
                d_filters[f] += d_out[i, j, f] * region
        self.filters -= lr * d_filters
        self.biases -= lr * d_out.sum(axis=(0, 1))
        # first layer of the network, nothing to hand back


class ReLU:
    def forward(self, x):
        self.last_input = x
        return np.maximum(x, 0)

    def backprop(self, d_out):
        return d_out * (self.last_input > 0)


class MaxPool2:
    def iterate_regions(self, image):
        h, w, _ = image.shape
        for i in range(h // 2):
            for j in range(w // 2):
                yield image[2 * i:2 * i + 2, 2 * j:2 * j + 2], i, j

    def forward(self, x):
        self.last_input = x
        h, w, f = x.shape
        output = np.zeros((h // 2, w // 2, f))
        for region, i, j in self.iterate_regions(x):
            output[i, j] = np.amax(region, axis=(0, 1))
        return output

    def backprop(self, d_out):
        d_in = np.zeros(self.last_input.shape)
        for region, i, j in self.iterate_regions(self.last_input):
            h, w, f = region.shape
            flat = region.reshape(h * w, f)
            winner = flat.argmax(axis=0)
            for k in range(f):
                d_in[2 * i + winner[k] // 2, 2 * j + winner[k] % 2, k] = d_out[i, j, k]
        return d_in


class Softmax:
    def __init__(self, n_in, n_out, rng):
        self.weights = rng.standard_normal((n_in, n_out)) / np.sqrt(n_in)
        self.biases = np.zeros(n_out)

    def forward(self, x):
        self.shape = x.shape
        self.flat = x.flatten()
        totals = self.flat @ self.weights + self.biases
        e = np.exp(totals - np.max(totals))
        self.out = e / e.sum()
        return self.out

    def backprop(self, label, lr):
        d_t = self.out.copy()
        d_t[label] -= 1
        d_in = self.weights @ d_t
        self.weights -= lr * np.outer(self.flat, d_t)
        self.biases -= lr * d_t
        return d_in.reshape(self.shape)


def bars(n, rng):
    """8x8 pictures of a horizontal (0), a vertical (1) or a diagonal (2) bar."""
    images, labels = [], rng.integers(0, 3, n)
    for c in labels:
        img = np.zeros((8, 8))
        k = rng.integers(1, 7)
        if c == 0:
            img[k, :] = 1
        elif c == 1:
            img[:, k] = 1
        else:
            img += np.eye(8, k=int(k) - 3)
        images.append(img + 0.1 * rng.standard_normal((8, 8)) - 0.15)
    return np.array(images), labels


rng = np.random.default_rng(6)
conv, relu, pool, softmax = Conv3x3(4, rng), ReLU(), MaxPool2(), Softmax(3 * 3 * 4, 3, rng)


def forward(image, label):
    out = softmax.forward(pool.forward(relu.forward(conv.forward(image))))
    return -np.log(out[label]), int(np.argmax(out) == label)


def train(image, label, lr=0.02):
    loss, acc = forward(image, label)
    gradient = softmax.backprop(label, lr)
    gradient = pool.backprop(gradient)
    gradient = relu.backprop(gradient)
    conv.backprop(gradient, lr)
    return loss, acc


train_images, train_labels = bars(300, rng)
test_images, test_labels = bars(150, rng)
for epoch in range(6):
    order = rng.permutation(len(train_images))
    results = [train(train_images[i], train_labels[i]) for i in order]
    loss, acc = np.mean(results, axis=0)
    print('epoch %d: average loss %.3f, accuracy %.3f' % (epoch + 1, loss, acc))

results = [forward(im, label) for im, label in zip(test_images, test_labels)]
print('test accuracy:', np.mean([r[1] for r in results]))
