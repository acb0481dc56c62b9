import numpy as np

np.random.seed(4)


def tanh(x):
    return np.tanh(x)


def tanh_slope(out):
    return 1 - out ** 2


def softmax(x):
    temp = np.exp(x - np.max(x, axis=1, keepdims=True))
    return temp / np.sum(temp, axis=1, keepdims=True)


def patch(pics, row, col):
    return pics[:, row:row + 3, col:col + 3].reshape(-1, 1, 9)


# 4 kinds of strokes somewhere on a noisy 9 x 9 picture
strokes = np.array([np.eye(3), np.eye(3)[::-1], [[0, 1, 0]] * 3, [[0, 0, 0], [1, 1, 1], [0, 0, 0]]], dtype=float)
which = np.random.randint(0, 4, 700)
images = np.random.rand(700, 9, 9) * 0.3
for n in range(700):
    r, c = np.random.randint(0, 7, 2)
    images[n, r:r + 3, c:c + 3] += strokes[which[n]]
images -= images.mean()
labels = np.eye(4)[which]
test_images, test_labels = images[600:], labels[600:]
images, labels = images[:600], labels[:600]

lr, rounds, batch = 0.3, 40, 20
n_kernels = 8
kernels = 0.6 * np.random.random((9, n_kernels)) - 0.3
head = 0.2 * np.random.random((7 * 7 * n_kernels, 4)) - 0.1

for j in range(rounds):
    hits = 0
    for start in range(0, len(images), batch):
        pics, want = images[start:start + batch], labels[start:start + batch]

        sects = [patch(pics, r, c) for r in range(7) for c in range(7)]
        windows = np.concatenate(sects, axis=1)
        flat_in = windows.reshape(-1, 9)
        k_out = flat_in.dot(kernels)
        feat = tanh(k_out.reshape(len(pics), -1))
        guess = softmax(feat.dot(head))

        hits += np.sum(np.argmax(guess, axis=1) == np.argmax(want, axis=1))

        guess_delta = (want - guess) / len(pics)
        feat_delta = guess_delta.dot(head.T) * tanh_slope(feat)
        head += lr * feat.T.dot(guess_delta)
        k_update = flat_in.T.dot(feat_delta.reshape(k_out.shape))
        kernels += lr * k_update

    if j % 8 == 7:
        windows = np.concatenate([patch(test_images, r, c) for r in range(7) for c in range(7)], axis=1)
        feat = tanh(windows.reshape(-1, 9).dot(kernels).reshape(len(test_images), -1))
        right = np.argmax(feat.dot(head), axis=1) == np.argmax(test_labels, axis=1)
        print("I:" + str(j), "Train-Acc:", hits / len(images), "Test-Acc:", np.mean(right))
