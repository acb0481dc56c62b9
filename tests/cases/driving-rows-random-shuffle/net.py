import random
import numpy as np

random.seed(0)
np.random.seed(0)

# columns: distance left, distance right, speed, then the key that was pressed (0 left, 1 straight, 2 right)
n = 400
left, right, speed = np.random.rand(n), np.random.rand(n), np.random.rand(n)
key = np.where(left - right > 0.15 + 0.2 * speed, 0, np.where(right - left > 0.15 + 0.2 * speed, 2, 1))
train_data = np.column_stack([left, right, speed, key])
check_x, check_key = train_data[:, :3].copy(), key.copy()

HIDDEN = 15
EPOCHS = 60
LR = 0.5
BATCH = 20

W = {1: np.random.randn(3, HIDDEN) / np.sqrt(3), 2: np.random.randn(HIDDEN, 3) / np.sqrt(HIDDEN)}
B = {1: np.zeros(HIDDEN), 2: np.zeros(3)}


def model(x):
    h = np.tanh(x.dot(W[1]) + B[1])
    o = h.dot(W[2]) + B[2]
    o = np.exp(o - o.max(1)[:, None])
    return h, o / o.sum(1)[:, None]


def balance(rows):
    return [int(np.sum(rows[:, 3] == k)) for k in range(3)]


print('keys before training', balance(train_data), 'different rows', len(np.unique(train_data, axis=0)))
for epoch in range(EPOCHS):
    random.shuffle(train_data)
    for s in range(0, n, BATCH):
        x, t = train_data[s:s + BATCH, :3], np.eye(3)[train_data[s:s + BATCH, 3].astype(int)]
        h, p = model(x)
        d2 = (p - t) / BATCH
        d1 = d2.dot(W[2].T) * (1 - h ** 2)
        W[2] -= LR * h.T.dot(d2)
        B[2] -= LR * d2.sum(0)
        W[1] -= LR * x.T.dot(d1)
        B[1] -= LR * d1.sum(0)
    if epoch % 15 == 0:
        print('epoch', epoch, 'loss', np.mean(-np.log(np.sum(p * t, 1))))

print('keys after training', balance(train_data), 'different rows', len(np.unique(train_data, axis=0)))
print('right keys:', np.mean(model(check_x)[1].argmax(1) == check_key))
