import numpy as np

np.random.seed(5)


def convolve2d(img, ker):
    """true convolution, valid part only"""
    ker = ker[::-1, ::-1]
    kh, kw = ker.shape
    oh, ow = img.shape[0] - kh + 1, img.shape[1] - kw + 1
    out = np.zeros((oh, ow))
    for i in range(kh):
        for j in range(kw):
            out += ker[i, j] * img[i:i + oh, j:j + ow]
    return out


# strokes on a 9x9 field: lying, standing, rising, falling
def picture(label):
    field = np.random.normal(0, 0.25, (9, 9))
    r, c = np.random.randint(0, 5, 2)
    for k in range(5):
        if label == 0:
            field[r, c + k] += 1
        elif label == 1:
            field[r + k, c] += 1
        elif label == 2:
            field[r + 4 - k, c + k] += 1
        else:
            field[r + k, c + k] += 1
    return field


labels = np.random.randint(0, 4, 500)
pictures = [picture(l) for l in labels]

n_ker, lr = 5, 0.02
kernels = np.random.normal(0, 0.3, (n_ker, 3, 3))
kernel_bias = np.zeros(n_ker)
fc = np.random.normal(0, 0.1, (4, n_ker))     # after summing each map
fc_bias = np.zeros(4)


def forward(img):
    maps = np.array([convolve2d(img, kernels[k]) + kernel_bias[k] for k in range(n_ker)])
    active = np.maximum(maps, 0)
    pooled = (active ** 2).sum(axis=(1, 2)) / 5
    score = fc @ pooled + fc_bias
    prob = np.exp(score - score.max())
    return maps, active, pooled, prob / prob.sum()


for epoch in range(6):
    loss, hits = 0, 0
    for img, label in zip(pictures, labels):
        maps, active, pooled, prob = forward(img)
        loss -= np.log(prob[label] + 1e-12)
        hits += int(prob.argmax() == label)

        front_delta = np.eye(4)[label] - prob      # true - predicted, so everything is added
        pooled_delta = fc.T @ front_delta
        maps_delta = pooled_delta[:, None, None] * 2 * active / 5

        fc += lr * np.outer(front_delta, pooled)
        fc_bias += lr * front_delta
        for k in range(n_ker):
            kernels[k] += lr * convolve2d(img, maps_delta[k])
            kernel_bias[k] += lr * maps_delta[k].sum()
    print("epoch", epoch + 1, "loss %.4f" % (loss / 500), "hits", hits / 500)
