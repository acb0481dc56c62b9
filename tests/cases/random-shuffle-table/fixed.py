import random
import numpy as np

random.seed(1)
np.random.seed(1)

# one table: four measurements and the kind of seed in the last column
centers = np.array([[5.0, 3.4, 1.5, 0.3], [5.9, 2.8, 3.6, 1.3], [6.0, 3.0, 4.6, 1.9]])
kinds = np.random.randint(0, 3, 300)
table = np.column_stack([centers[kinds] + np.random.normal(0, 0.35, (300, 4)), kinds])
table[:, :4] = (table[:, :4] - table[:, :4].mean(axis=0)) / table[:, :4].std(axis=0)
train, test = table[:220], table[220:]

W1 = np.random.normal(0, 0.5, (4, 10))
b1 = np.zeros((1, 10))
W2 = np.random.normal(0, 0.3, (10, 3))
b2 = np.zeros((1, 3))


def forward(X):
    H = np.tanh(X.dot(W1) + b1)
    S = H.dot(W2) + b2
    E = np.exp(S - S.max(axis=1, keepdims=True))
    return H, E / E.sum(axis=1, keepdims=True)


def accuracy(rows):
    return np.mean(forward(rows[:, :4])[1].argmax(axis=1) == rows[:, 4])


LR = 0.1
BATCH = 20
for epoch in range(1, 61):
    # other order in every epoch
    np.random.shuffle(train)
    loss = 0
    for k in range(0, len(train), BATCH):
        X = train[k:k + BATCH, :4]
        T = np.eye(3)[train[k:k + BATCH, 4].astype(int)]
        H, P = forward(X)
        loss += -np.sum(T * np.log(P + 1e-12))
        dS = (P - T) / len(X)
        dH = dS.dot(W2.T) * (1 - H ** 2)
        W2 -= LR * H.T.dot(dS)
        b2 -= LR * dS.sum(axis=0, keepdims=True)
        W1 -= LR * X.T.dot(dH)
        b1 -= LR * dH.sum(axis=0, keepdims=True)
    if epoch % 10 == 0:
        print("epoch", epoch, "train loss", loss / len(train), "test accuracy", accuracy(test))
