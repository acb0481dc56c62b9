import numpy as np

np.random.seed(0)
N, D, K = 80, 2, 3          # points per arm, dimensions, arms
X = np.zeros((N * K, D))
y = np.zeros(N * K, dtype='uint8')
for j in range(K):
    ix = range(N * j, N * (j + 1))
    r = np.linspace(0.05, 1, N)
    t = np.linspace(j * 4, (j + 1) * 4, N) + np.random.randn(N) * 0.15
    X[ix] = np.c_[r * np.sin(t), r * np.cos(t)]
    y[ix] = j

h = 50
W = 0.1 * np.random.randn(D, h)
b = np.zeros((1, h))
W2 = 0.1 * np.random.randn(h, K)
b2 = np.zeros((1, K))

step_size = 0.8
reg = 1e-4
num = X.shape[0]

for i in range(2000):
    hidden = np.maximum(0, np.dot(X, W) + b)
    scores = np.dot(hidden, W2) + b2

    # class probabilities
    scores -= scores.max(axis=1, keepdims=True)
    probs = np.exp(scores)
    probs /= probs.sum(axis=1, keepdims=True)

    loss = -np.log(probs[range(num), y]).sum() / num
    loss += 0.5 * reg * np.sum(W * W) + 0.5 * reg * np.sum(W2 * W2)
    if i % 400 == 0:
        print("iteration %d: loss %f" % (i, loss))

    dscores = probs
    dscores[range(num), y] -= 1
    dscores /= num

    dW2 = np.dot(hidden.T, dscores)
    db2 = dscores.sum(axis=0, keepdims=True)
    dhidden = np.dot(dscores, W2.T)
    dhidden[hidden == 0] = 0       # relu, seen from its output
    dW = np.dot(X.T, dhidden)
    db = dhidden.sum(axis=0, keepdims=True)
    dW2 += reg * W2
    dW += reg * W

    W += -step_size * dW
    b += -step_size * db
    W2 += -step_size * dW2
    b2 += -step_size * db2

hidden = np.maximum(0, np.dot(X, W) + b)
predicted = np.argmax(np.dot(hidden, W2) + b2, axis=1)
print('training accuracy: %.3f' % np.mean(predicted == y))
