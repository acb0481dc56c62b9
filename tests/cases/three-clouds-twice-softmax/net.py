import numpy as np

rng = np.random.default_rng(4)
centres = np.array([[0, 2], [2, 0], [-2, -1.5]])
labels = rng.integers(0, 3, 150)
points = centres[labels] + rng.normal(size=(150, 2)) * 0.6
onehot = np.eye(3)[labels]


def softmax(s):
    e = np.exp(s - s.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


A = rng.normal(size=(2, 12)) * 0.5
a0 = np.zeros(12)
B = rng.normal(size=(12, 3)) * 0.5
b0 = np.zeros(3)


def model(x):
    h = np.tanh(x @ A + a0)
    return h, softmax(h @ B + b0)


for epoch in range(800):
    h, s = model(points)
    p = softmax(s)
    loss = -np.mean(np.log(p[np.arange(150), labels]))
    ds = (p - onehot) / 150
    dB, db = h.T @ ds, ds.sum(axis=0)
    dh = ds @ B.T * (1 - h ** 2)
    dA, da = points.T @ dh, dh.sum(axis=0)
    A -= 0.3 * dA
    a0 -= 0.3 * da
    B -= 0.3 * dB
    b0 -= 0.3 * db
print("loss", loss)
print("accuracy", np.mean(p.argmax(axis=1) == labels))
