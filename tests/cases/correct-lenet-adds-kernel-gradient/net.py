import numpy as np


def slide(a, b):
    """'valid' convolution as scipy does it: the kernel b is turned round"""
    b = b[::-1, ::-1]
    h, w = a.shape[0] - b.shape[0] + 1, a.shape[1] - b.shape[1] + 1
    out = np.zeros((h, w))
    for i in range(b.shape[0]):
        for j in range(b.shape[1]):
            out += b[i, j] * a[i:i + h, j:j + w]
    return out


class SmallCnn:
    def __init__(self, n_kernels, n_classes, lr):
        self.kernel = np.random.randn(n_kernels, 3, 3) * 0.4
        self.k_bias = np.zeros(n_kernels)
        self.weight = np.random.randn(n_kernels * 9, n_classes) * 0.2
        self.bias = np.zeros(n_classes)
        self.lr = lr

    def forward(self, pics):
        self.maps = np.array([[slide(p, k) + b for k, b in zip(self.kernel, self.k_bias)] for p in pics])
        self.relu = np.maximum(self.maps, 0)
        # average pooling, 6x6 -> 3x3
        n, c = self.relu.shape[:2]
        self.pool = self.relu.reshape(n, c, 3, 2, 3, 2).mean(axis=(3, 5))
        self.flat = self.pool.reshape(n, -1)
        z = self.flat @ self.weight + self.bias
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def backward(self, pics, probs, wanted_rows):
        miss = (wanted_rows - probs) / probs.shape[0]
        m_flat = miss @ self.weight.T
        m_pool = m_flat.reshape(self.pool.shape)
        m_map = np.repeat(np.repeat(m_pool, 2, axis=2), 2, axis=3) / 4
        m_map = m_map * (self.maps > 0)

        g_kernel = np.zeros(self.kernel.shape)
        for img in range(len(pics)):
            for k in range(len(self.kernel)):
                g_kernel[k] += slide(pics[img][::-1, ::-1], m_map[img, k])

        self.weight += self.lr * self.flat.T @ miss
        self.bias += self.lr * miss.sum(axis=0)
        self.kernel += self.lr * g_kernel
        self.k_bias += self.lr * m_map.sum(axis=(0, 2, 3))


if __name__ == "__main__":
    np.random.seed(2)
    signs = np.array([[[1, 0, 0], [0, 1, 0], [0, 0, 1]], [[0, 0, 1], [0, 1, 0], [1, 0, 0]], [[0, 1, 0], [1, 1, 1], [0, 1, 0]]])
    labels = np.random.randint(0, 3, 240)
    pics = np.random.rand(240, 8, 8) * 0.4 - 0.2
    for n in range(240):
        r, c = np.random.randint(0, 6, 2)
        pics[n, r:r + 3, c:c + 3] += signs[labels[n]]
    wanted = np.eye(3)[labels]
    cnn = SmallCnn(6, 3, 0.5)
    for epoch in range(40):
        for s in range(0, 200, 20):
            p = cnn.forward(pics[s:s + 20])
            cnn.backward(pics[s:s + 20], p, wanted[s:s + 20])
        if epoch % 8 == 7:
            p = cnn.forward(pics[:200])
            print("epoch", epoch + 1, "loss", -np.mean(np.log(p[np.arange(200), labels[:200]])))
    print("test accuracy:", np.mean(cnn.forward(pics[200:]).argmax(axis=1) == labels[200:]))
