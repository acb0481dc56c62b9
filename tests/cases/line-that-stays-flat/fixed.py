import numpy as np

np.random.seed(456)

# toy data: a line with noise
N = 100
w_true = 5
b_true = 2
noise_scale = .1
x_np = np.random.rand(N, 1)
noise = np.random.normal(scale=noise_scale, size=(N, 1))
y_np = np.reshape(w_true * x_np + b_true + noise, (-1, 1))


def model(x, W, b):
    return np.matmul(x, W) + b


def loss_and_slopes(x, y, W, b):
    y_pred = model(x, W, b)
    error = y_pred - y
    l = np.mean(error ** 2)
    dW = np.mean(2 * error * x)
    db = np.mean(2 * error)
    return l, dW, db


def pearson_r2(a, b):
    return np.corrcoef(a.ravel(), b.ravel())[0, 1] ** 2


def rms_score(y, y_pred):
    return np.sqrt(np.mean((y.ravel() - y_pred.ravel()) ** 2))


W = np.random.normal(size=(1, 1))
b = np.random.normal(size=(1,))
learning_rate = .2
n_steps = 2000

for i in range(n_steps):
    l, dW, db = loss_and_slopes(x_np, y_np, W, b)
    W -= learning_rate * dW
    b -= learning_rate * db
    if i % 200 == 0:
        print("step %d, loss: %f" % (i, l))

y_pred_np = model(x_np, W, b)
print("W", W[0, 0], "b", b[0], "wanted", w_true, b_true)
print("Pearson R^2: %f" % pearson_r2(y_np, y_pred_np))
print("RMS: %f" % rms_score(y_np, y_pred_np))
