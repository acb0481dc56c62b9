import numpy as np

rng = np.random.RandomState(18)

# tickets: price and age against "goes by train" (+1) or "flies" (-1)
euros = rng.uniform(20, 300, 400)
years = rng.uniform(18, 80, 400)
label = np.where(0.01 * euros - 0.03 * years + 0.2 + rng.normal(0, 0.15, 400) > 0, -1, 1)

table = np.column_stack([euros, years])
train, test = table[:300], table[300:]
y_train, y_test = label[:300], label[300:]
low, high = train.min(axis=0), train.max(axis=0)


def squeeze(rows):
    return 2 * (rows - low) / (high - low) - 1


w, b = np.zeros(2), 0.0
lam = 0.003


def objective(x, y):
    return np.maximum(0, 1 - y * (x @ w + b)).mean() + lam / 2 * (w @ w)


x = squeeze(train)
count = 0
for sweep in range(60):
    for i in rng.permutation(len(x)):
        count += 1
        eta = 1.0 / (lam * (count + 1000))
        eta_b = 0.1 * eta                  # the bias moves more slowly
        inside = y_train[i] * (x[i] @ w + b) < 1
        w *= 1 - eta * lam
        if inside:
            w += eta * y_train[i] * x[i]
            b += eta_b * y_train[i]
    if sweep % 15 == 0:
        print("sweep", sweep, "objective", objective(x, y_train))

print("tickets guessed:", np.mean(np.sign(squeeze(test) @ w + b) == y_test))
