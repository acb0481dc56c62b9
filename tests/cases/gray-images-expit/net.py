import numpy as np

np.random.seed(0)


def expit(z):
    # same as scipy.special.expit
    return 0.5 * (1 + np.tanh(0.5 * z))


def draw(kind):
    img = np.random.randint(0, 60, (8, 8))
    k = np.random.randint(1, 7)
    if kind == 0:
        img[k, :] += 180
    elif kind == 1:
        img[:, k] += 180
    elif kind == 2:
        img[np.arange(8), np.arange(8)] += 180
    else:
        img[np.arange(8), 7 - np.arange(8)] += 180
    return img


kinds = np.random.randint(0, 4, 400)
images = np.array([draw(k) for k in kinds])
images = images.reshape(len(images), 64)
targets = (kinds[:, None] == np.arange(4)) * 1.0

train_x, train_t = images[:300], targets[:300]
test_x, test_k = images[300:], kinds[300:]

w_hidden = np.random.randn(64, 8)
b_hidden = np.zeros((1, 8))
w_out = np.random.randn(8, 4) * 0.3
b_out = np.zeros((1, 4))
alpha = 0.1

for epoch in range(150):
    order = np.random.permutation(300)
    for s in range(0, 300, 20):
        x = train_x[order[s:s + 20]]
        t = train_t[order[s:s + 20]]
        h = expit(x @ w_hidden + b_hidden)
        o = expit(h @ w_out + b_out)
        d_o = (o - t) * o * (1 - o)
        d_h = (d_o @ w_out.T) * h * (1 - h)
        w_out -= alpha * h.T @ d_o
        b_out -= alpha * d_o.sum(axis=0, keepdims=True)
        w_hidden -= alpha * x.T @ d_h
        b_hidden -= alpha * d_h.sum(axis=0, keepdims=True)
    if epoch % 25 == 0:
        h_all = expit(train_x @ w_hidden + b_hidden)
        err = 0.5 * np.mean(np.sum((expit(h_all @ w_out + b_out) - train_t) ** 2, axis=1))
        print("epoch %d error %.4f  largest hidden input %.1f"
              % (epoch, err, np.abs(train_x @ w_hidden + b_hidden).max()))

h_test = expit(test_x @ w_hidden + b_hidden)
print("test accuracy:", np.mean(expit(h_test @ w_out + b_out).argmax(axis=1) == test_k))
