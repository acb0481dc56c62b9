import numpy as np


def convolve2d(image, kernel):
    kh, kw = kernel.shape
    oh, ow = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    out = np.zeros((oh, ow))
    for i in range(kh):
        for j in range(kw):
            out += kernel[i, j] * image[i:i + oh, j:j + ow]
    return out


class ConvLayer:
    def __init__(self, amount, size, lr):
        self.kernels = np.random.randn(amount, size, size) * 0.3
        self.biases = np.zeros(amount)
        self.lr = lr

    def forward(self, image):
        self.input_map = image
        self.maps = np.array([np.tanh(convolve2d(image, k) + b) for k, b in zip(self.kernels, self.biases)])
        return self.maps

    def backward(self, front_delta):
        front_delta = front_delta * (1 - self.maps ** 2)
        for n in range(len(self.kernels)):
            kernel_gradient = convolve2d(self.input_map[::-1, ::-1], front_delta[n])
            self.kernels[n] += self.lr * kernel_gradient
            self.biases[n] += self.lr * front_delta[n].sum()


class OutputLayer:
    def __init__(self, n_in, n_out, lr):
        self.W = np.random.randn(n_out, n_in) * 0.05
        self.b = np.zeros(n_out)
        self.lr = lr

    def forward(self, maps):
        self.shape = maps.shape
        self.flat = maps.ravel()
        score = self.W @ self.flat + self.b
        e = np.exp(score - score.max())
        self.prob = e / e.sum()
        return self.prob

    def backward(self, label):
        delta = np.eye(len(self.b))[label] - self.prob
        below = (self.W.T @ delta).reshape(self.shape)
        self.W += self.lr * np.outer(delta, self.flat)
        self.b += self.lr * delta
        return below


def picture(label):
    # a hook that opens to one of four sides, somewhere in the picture
    hook = np.rot90(np.array([[1., 1, 1], [1, 0, 0], [1, 0, 0]]), label)
    image = np.random.rand(7, 7) * 0.3
    r, c = np.random.randint(1, 4, 2)
    image[r:r + 3, c:c + 3] += hook
    return image - 0.3


if __name__ == "__main__":
    np.random.seed(16)
    labels = np.random.randint(0, 4, 500)
    images = [picture(l) for l in labels]
    conv, out = ConvLayer(4, 3, 0.03), OutputLayer(4 * 5 * 5, 4, 0.03)
    for epoch in range(12):
        loss = 0
        for image, label in zip(images[:400], labels):
            loss -= np.log(out.forward(conv.forward(image))[label])
            conv.backward(out.backward(label))
        print("epoch", epoch + 1, "loss", loss / 400)
    hits = [out.forward(conv.forward(i)).argmax() == l for i, l in zip(images[400:], labels[400:])]
    print("hooks recognised:", np.mean(hits))
