import numpy as np

np.random.seed(9)
N = 80   # points per arm
K = 3
X = np.zeros((N*K, 2))
y = np.zeros(N*K, dtype='uint8')
for arm in range(K):
  ix = range(N*arm, N*(arm+1))
  rad = np.linspace(0.05, 1, N)
  theta = np.linspace(arm*2.1, arm*2.1 + 3.5, N) + np.random.randn(N)*0.15
  X[ix] = np.c_[rad*np.sin(theta), rad*np.cos(theta)]
  y[ix] = arm

# parameters
h = 60
W = np.random.randn(2, h)*0.8
b = np.zeros((1, h))
W2 = np.random.randn(h, K)*0.1
b2 = np.zeros((1, K))
step_size = 0.5
reg = 1e-4

num = X.shape[0]
for i in range(1500):
  hidden = np.maximum(0, X.dot(W) + b)
  scores = hidden.dot(W2) + b2

  # class probabilities
  exp_scores = np.exp(scores - np.max(scores, axis=1, keepdims=True))
  probs = exp_scores / np.sum(exp_scores, axis=1, keepdims=True)

  data_loss = np.sum(-np.log(probs[range(num), y] + 1e-12))/num
  reg_loss = 0.5*reg*np.sum(W*W) + 0.5*reg*np.sum(W2*W2)
  if i % 300 == 0:
    print("iteration %d: loss %f" % (i, data_loss + reg_loss))

  dscores = probs.copy()
  dscores[range(num), y] -= 1
  dscores /= num

  dW2 = hidden.T.dot(dscores) + reg*W2
  db2 = np.sum(dscores, axis=0, keepdims=True)
  dhidden = dscores.dot(W2.T)
  dhidden[hidden <= 0] = 0
  dW = X.T.dot(dhidden) + reg*W
  db = np.sum(dhidden, axis=0, keepdims=True)

  W += -step_size*dW
  b += -step_size*db
  W2 += -step_size*dW2
  b2 += -step_size*db2

hidden = np.maximum(0, X.dot(W) + b)
print("training accuracy:", np.mean(np.argmax(hidden.dot(W2) + b2, axis=1) == y))
