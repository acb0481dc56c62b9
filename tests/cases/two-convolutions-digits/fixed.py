import numpy as np


def correlate_valid(img, ker):
    kh, kw = ker.shape
    H, W = img.shape[0] - kh + 1, img.shape[1] - kw + 1
    out = np.zeros((H, W))
    for i in range(kh):
        for j in range(kw):
            out += ker[i, j] * img[i:i + H, j:j + W]
    return out


def correlate_full(img, ker):
    kh, kw = ker.shape
    return correlate_valid(np.pad(img, ((kh - 1, kh - 1), (kw - 1, kw - 1))), ker)


class Convolutional:
    def __init__(self, in_depth, kernel_size, depth):
        self.in_depth, self.depth = in_depth, depth
        self.kernels = np.random.randn(depth, in_depth, kernel_size, kernel_size) / np.sqrt(in_depth * kernel_size ** 2)
        self.biases = np.zeros(depth)

    def forward(self, x):
        self.x = x
        out = []
        for d in range(self.depth):
            out.append(sum(correlate_valid(x[c], self.kernels[d, c]) for c in range(self.in_depth)) + self.biases[d])
        return np.array(out)

    def backward(self, grad, lr):
        dk = np.zeros_like(self.kernels)
        dx = np.zeros_like(self.x)
        for d in range(self.depth):
            for c in range(self.in_depth):
                dk[d, c] = correlate_valid(self.x[c], grad[d])
                dx[c] += correlate_full(grad[d], self.kernels[d, c][::-1, ::-1])
        self.kernels -= lr * dk
        self.biases -= lr * grad.sum(axis=(1, 2))
        return dx


class LeakyReLU:
    def forward(self, x):
        self.mask = np.where(x > 0, 1.0, 0.1)
        return x * self.mask

    def backward(self, grad, lr):
        return grad * self.mask


class Flatten:
    def forward(self, x):
        self.shape = x.shape
        return x.reshape(-1)

    def backward(self, grad, lr):
        return grad.reshape(self.shape)


class Dense:
    def __init__(self, n_in, n_out):
        self.w = np.random.randn(n_out, n_in) / np.sqrt(n_in)
        self.b = np.zeros(n_out)

    def forward(self, x):
        self.x = x
        return self.w @ x + self.b

    def backward(self, grad, lr):
        dx = self.w.T @ grad
        self.w -= lr * np.outer(grad, self.x)
        self.b -= lr * grad
        return dx


def softmax(s):
    e = np.exp(s - s.max())
    return e / e.sum()


def train_one(net, x, label, lr):
    out = x
    for layer in net:
        out = layer.forward(out)
    p = softmax(out)
    grad = p.copy()
    grad[label] -= 1
    for layer in net[::-1]:
        grad = layer.backward(grad, lr)
    return -np.log(p[label]), np.argmax(p) == label


def make_strokes(n):
    """0: falling stroke, 1: rising stroke, 2: upright, 3: level; each somewhere in a 9x9 picture"""
    pics, labels = np.random.rand(n, 1, 9, 9) * 0.8, np.random.randint(0, 4, n)
    for k in range(n):
        r, c = np.random.randint(0, 5, 2)
        for s in range(5):
            pos = [(r + s, c + s), (r + 4 - s, c + s), (r + s, c + 2), (r + 2, c + s)][labels[k]]
            pics[k, 0][pos] += 1
    return pics - 0.4, labels


if __name__ == "__main__":
    np.random.seed(0)
    pics, labels = make_strokes(300)
    net = [Convolutional(1, 3, 3), LeakyReLU(), Convolutional(3, 3, 4), LeakyReLU(), Flatten(), Dense(100, 4)]
    for epoch in range(5):
        results = [train_one(net, pics[k], labels[k], 0.01) for k in range(len(pics))]
        print("epoch", epoch + 1, "loss", np.mean([r[0] for r in results]), "acc", np.mean([r[1] for r in results]))
