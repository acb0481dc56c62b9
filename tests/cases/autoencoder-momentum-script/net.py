import numpy as np

np.random.seed(8)

# 12 measurements that hang on two hidden causes
cause = np.random.uniform(-1, 1, (400, 2))
mix = np.random.randn(2, 12)
X = np.tanh(cause @ mix) + 1.5

H1, H2 = 8, 2
D = X.shape[1]
W1 = np.sqrt(6 / (D + H1)) * np.random.uniform(-1, 1, (D, H1))
W2 = np.sqrt(6 / (H1 + H2)) * np.random.uniform(-1, 1, (H1, H2))
W3 = np.sqrt(6 / (H2 + H1)) * np.random.uniform(-1, 1, (H2, H1))
W4 = np.sqrt(6 / (H1 + D)) * np.random.uniform(-1, 1, (H1, D))
b1 = np.zeros((1, H1))
b2 = np.zeros((1, H2))
b3 = np.zeros((1, H1))
b4 = np.zeros((1, D))

vel_W1, vel_W2, vel_W3, vel_W4 = 0 * W1, 0 * W2, 0 * W3, 0 * W4
vel_b1, vel_b2, vel_b3, vel_b4 = 0 * b1, 0 * b2, 0 * b3, 0 * b4


def feed(x):
    h1 = np.tanh(x @ W1 + b1)
    h2 = np.tanh(h1 @ W2 + b2)
    h3 = np.tanh(h2 @ W3 + b3)
    return h1, h2, h3, h3 @ W4 + b4


step, mu, batch = 0.05, 0.9, 50
for epoch in range(150):
    for at in range(0, len(X), batch):
        x = X[at:at + batch]
        h1, h2, h3, xx = feed(x)

        E = (xx - x) / len(x)
        gW4 = h3.T @ E
        gb4 = E.sum(axis=0, keepdims=True)
        E = (E @ W4.T) * (1 - h3 ** 2)
        gW3 = h2.T @ E
        gb3 = E.sum(axis=0, keepdims=True)
        E = (E @ W3.T) * (1 - h2 ** 2)
        gW2 = h1.T @ E
        gb2 = E.sum(axis=0, keepdims=True)
        E = (E @ W2.T) * (1 - h1 ** 2)
        gW1 = x.T @ E
        gb1 = E.sum(axis=0, keepdims=True)

        vel_W1 = mu * vel_W1 - step * gW1
        vel_b1 = mu * vel_b1 - step * b1
        vel_W2 = mu * vel_W2 - step * gW2
        vel_b2 = mu * vel_b2 - step * b2
        vel_W3 = mu * vel_W3 - step * gW3
        vel_b3 = mu * vel_b3 - step * b3
        vel_W4 = mu * vel_W4 - step * gW4
        vel_b4 = mu * vel_b4 - step * b4
        W1 = W1 + vel_W1
        b1 = b1 + vel_b1
        W2 = W2 + vel_W2
        b2 = b2 + vel_b2
        W3 = W3 + vel_W3
        b3 = b3 + vel_b3
        W4 = W4 + vel_W4
        b4 = b4 + vel_b4
    if epoch % 30 == 29:
        print("EPOCHS=%d OBJ=%.6f" % (epoch + 1, 0.5 * np.sum((feed(X)[3] - X) ** 2) / len(X)))
