import numpy as np

np.random.seed(4)

# 13 measurements of 177 bottles from three growers, one bottle per column
grower = np.random.randint(0, 3, 177)
middle = np.random.randn(13, 3)
spread = np.array([1, 1, 0.3, 4, 14, 0.6, 1, 0.1, 0.5, 2, 0.2, 0.7, 300]).reshape(13, 1)
level = np.array([13, 2, 2, 19, 100, 2, 2, 0.4, 1.6, 5, 1, 2.6, 750]).reshape(13, 1)
X = level + spread * (middle[:, grower] + 0.6 * np.random.randn(13, 177))
y = np.zeros((3, 177))
y[grower, np.arange(177)] = 1

X = (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True)
m = X.shape[1]
W = np.random.randn(3, X.shape[0]) * 0.01
b = np.zeros((3, 1))
cost = 0
alpha = 0.05

for i in range(400):
    # forward
    Z = np.dot(W, X) + b
    t = np.exp(Z)
    total = np.sum(t, axis=0)
    A = t / total
    # cost
    loss = -np.multiply(y, np.log(A))
    cost = np.sum(loss) / m
    if (i + 1) % 50 == 0:
        print("cost after iteration", i + 1, "is", cost)
    # backward
    dZ = A - y
    dW = np.dot(dZ, X.T) / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    W = W - alpha * dW
    b = b - alpha * db

guess = np.argmax(np.dot(W, X) + b, axis=0)
print("right growers:", np.mean(guess == grower))
