import numpy as np
from sklearn.datasets import load_digits


def squeeze(pre):
    return 1 / (1 + np.exp(-pre))


digits = load_digits()
pictures = digits.data / 16
truth = np.eye(10)[digits.target]
np.random.seed(3)

w_in_mid = np.random.uniform(-0.5, 0.5, (24, 64))
w_mid_out = np.random.uniform(-0.5, 0.5, (10, 24))
b_in_mid = np.zeros((24, 1))
b_mid_out = np.zeros((10, 1))

step = 0.5
n_train = 1000

for epoch in range(6):
    hits, cost = 0, 0
    for img, l in zip(pictures[:n_train], truth[:n_train]):
        img = img.reshape(-1, 1)
        l = l.reshape(-1, 1)

        # forward: picture -> middle -> answer
        mid = squeeze(b_in_mid + w_in_mid @ img)
        ans = squeeze(b_mid_out + w_mid_out @ mid)

        cost += 0.5 * np.sum((ans - l) ** 2)
        hits += int(np.argmax(ans) == np.argmax(l))

        # backward: answer -> middle
        d_ans = ans - l
        w_mid_out += -step * d_ans @ mid.T
        b_mid_out += -step * d_ans

        # backward: middle -> picture
        d_mid = w_mid_out.T @ d_ans * (mid * (1 - mid))
        w_in_mid += -step * d_mid @ img.T
        b_in_mid += -step * d_mid

    print("epoch %d  cost %.4f  acc %.2f %%" % (epoch + 1, cost / n_train, 100 * hits / n_train))

mid = squeeze(b_in_mid + w_in_mid @ pictures[n_train:].T)
ans = squeeze(b_mid_out + w_mid_out @ mid)
print("unseen pictures right: %.4f" % np.mean(ans.argmax(axis=0) == digits.target[n_train:]))
print("cost on them: %.4f" % (0.5 * np.sum((ans - truth[n_train:].T) ** 2) / ans.shape[1]))
