import numpy as np

np.random.seed(77)

# height (cm), weight (kg), age  ->  shirt S, M, L
n = 300
h = np.random.normal(172, 10, n)
w = (h - 100) * np.random.normal(0.95, 0.12, n)
age = np.random.uniform(18, 70, n)
size = np.digitize(h + w + 0.15 * age, [236, 252])
people = np.column_stack([h, w, age])
train_x, train_t = people[:220], size[:220]
new_x, new_t = people[220:], size[220:]


def prepare(x):
    # mean 0, spread 1
    return (x - x.mean(axis=0)) / (x.std(axis=0) + 1e-8)


def one_hot(t):
    out = np.zeros((len(t), 3))
    for i in range(len(t)):
        out[i][t[i]] = 1
    return out


W1 = np.random.randn(3, 8) * 0.6
B1 = np.zeros(8)
W2 = np.random.randn(8, 3) * 0.4
B2 = np.zeros(3)


def shirt(x):
    hid = 1 / (1 + np.exp(-(np.dot(x, W1) + B1)))
    raw = np.dot(hid, W2) + B2
    raw = np.exp(raw - raw.max(axis=-1, keepdims=True))
    return hid, raw / raw.sum(axis=-1, keepdims=True)


X = prepare(train_x)
T = one_hot(train_t)
for i in range(4000):
    hid, out = shirt(X)
    diff = (out - T) / len(X)
    back = np.dot(diff, W2.T) * hid * (1 - hid)
    W2 = W2 - 1.0 * np.dot(hid.T, diff)
    B2 = B2 - 1.0 * diff.sum(axis=0)
    W1 = W1 - 1.0 * np.dot(X.T, back)
    B1 = B1 - 1.0 * back.sum(axis=0)
    if i % 800 == 0:
        print('loss', -np.sum(T * np.log(out)) / len(X))

print('train accuracy', np.mean(out.argmax(axis=1) == train_t))

good = 0
for person, t in zip(new_x, new_t):
    hid, out = shirt(prepare(person))
    if np.argmax(out) == t:
        good += 1
print('accuracy on new people:', good / len(new_x))
