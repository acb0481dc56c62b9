import numpy as np

np.random.seed(12)
np.set_printoptions(suppress=True, precision=3)

# five 7x7 "glyphs", noisy copies
glyph = (np.random.rand(5, 49) > 0.6).astype(float)
which = np.random.randint(0, 5, 600)
IN = glyph[which] + np.random.normal(0, 0.25, (600, 49))
OUT = np.zeros((600, 5))
OUT[np.arange(600), which] = 1

epochs = 30
batch = 20
learning_rate = 2
W1 = np.random.randn(49, 30) / 7
W2 = np.random.randn(30, 5) / 5
B1 = np.zeros((1, 30))
B2 = np.zeros((1, 5))


def sig(x):
    return 1 / (1 + np.exp(-x))


def d_sig(x):
    return sig(x) * (1 - sig(x))


def cost(y, a):
    return np.sum((y - a) ** 2) / len(y)


for ep in range(epochs):
    mix = np.random.permutation(len(IN))
    IN, OUT = IN[mix], OUT[mix]
    for b in range(0, len(IN), batch):
        x = IN[b:b+batch]
        y = OUT[b:b+batch]

        Z1 = x @ W1 + B1
        A1 = sig(Z1)
        Z2 = A1 @ W2 + B2
        A2 = sig(Z2)

        e2 = (A2 - y) * d_sig(Z2)
        e1 = np.dot(e2, W2.T) * d_sig(Z1)

        W2 = np.subtract(W2, learning_rate / batch * np.dot(A1.T, e2))
        B2 = np.subtract(B2, learning_rate / batch * np.sum(e2, axis=0, keepdims=True))
        W1 = np.subtract(W1, learning_rate / batch * np.dot(x.T, e1))
        B1 = np.subtract(B1, learning_rate / batch * np.sum(e1, axis=0, keepdims=True))
    if ep % 5 == 0:
        print(ep, cost(y, A2))

A2 = sig(sig(IN @ W1 + B1) @ W2 + B2)
print(A2[:4])
print("cost at the end", cost(OUT, A2))
