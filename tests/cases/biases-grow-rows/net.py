import numpy as np

np.random.seed(10)

# 40 points to train, the biases belong to the four hidden units
X = np.random.uniform(-2, 2, (40, 2))
T = (X[:, :1] ** 2 + X[:, 1:] > 1).astype(float)
X_new = np.random.uniform(-2, 2, (40, 2))
T_new = (X_new[:, :1] ** 2 + X_new[:, 1:] > 1).astype(float)

W = np.random.normal(0, 1, (2, 4))
bias_hidden = np.zeros(4)
V = np.random.normal(0, 1, (4, 1))
bias_out = np.zeros(1)


def sigmoid(s):
    return 1 / (1 + np.exp(-s))


def network(data):
    hidden = np.tanh(data.dot(W) + bias_hidden)
    return hidden, sigmoid(hidden.dot(V) + bias_out)


rate = 0.1

for step in range(2000):
    hidden, out = network(X)
    d_out = out - T
    d_hidden = d_out.dot(V.T) * (1 - hidden ** 2)

    V = V - rate * hidden.T.dot(d_out) / len(X)
    W = W - rate * X.T.dot(d_hidden) / len(X)
    bias_out = bias_out - rate * d_out
    bias_hidden = bias_hidden - rate * d_hidden

    if step % 400 == 0:
        loss = -np.mean(T * np.log(out) + (1 - T) * np.log(1 - out))
        print("step", step, "loss", loss)

print("training accuracy", np.mean((network(X)[1] > 0.5) == (T > 0.5)))
print("accuracy on new points:", np.mean((network(X_new)[1] > 0.5) == (T_new > 0.5)))
