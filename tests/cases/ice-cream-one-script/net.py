# How many ice creams will the kiosk sell? (temperature, cloud cover, weekend)
import numpy as np

np.random.seed(123)
N = 200
temp = np.random.uniform(10, 35, N)
cloud = np.random.uniform(0, 1, N)
weekend = np.random.randint(0, 2, N)
sold = 20 + 160 / (1 + np.exp(-(temp - 24) / 2.5)) * (1 - 0.5 * cloud) * (1 + 0.6 * weekend)

inputs = np.c_[(temp - 22.5) / 12.5, cloud * 2 - 1, weekend * 2 - 1]
outputs = (sold[:, np.newaxis] - 110) / 60

hidden_size = 12
lr = 0.1
W1 = np.random.normal(size=(3, hidden_size)) * 0.7
b1 = np.zeros((1, hidden_size))
W2 = np.random.normal(size=(hidden_size, 1)) * 0.3
b2 = np.zeros((1, 1))

for epoch in range(2500):
    # forward
    z1 = np.matmul(inputs, W1) + b1
    a1 = 1 / (1 + np.exp(-z1))
    prediction = np.matmul(a1, W2) + b2
    difference = outputs - prediction
    mse = np.mean(difference ** 2)
    if epoch % 500 == 0:
        print(f"{epoch:5d} mse {mse:.5f}")

    # backward
    d_prediction = -2 * difference / N
    d_W2 = np.matmul(a1.T, d_prediction)
    d_b2 = np.sum(d_prediction, axis=0, keepdims=True)
    d_a1 = np.matmul(d_prediction, W2.T)
    d_z1 = d_a1 * a1 * (1 - a1)
    d_W1 = np.matmul(inputs.T, d_z1)
    d_b1 = np.sum(d_z1, axis=0, keepdims=True)

    # gradient descent
    W2 = W2 - lr * d_W2
    b2 = b2 - lr * d_b2
    W1 = W1 - lr * d_W1
    b1 = b1 + lr * d_b1

days = np.random.randint(0, N, 5)
for d in days:
    print("temp %.0f sold %.0f predicted %.0f" % (temp[d], sold[d], prediction[d, 0] * 60 + 110))
print("mse at the end:", mse)
