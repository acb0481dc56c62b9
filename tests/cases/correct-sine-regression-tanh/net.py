import numpy as np

np.random.seed(3)

# ------------------------------------------------------------------
# approximate y = sin(x) on [-pi, pi] with one hidden layer
# ------------------------------------------------------------------
n_samples = 200
x = np.linspace(-np.pi, np.pi, n_samples).reshape(-1, 1)
y = np.sin(x) + 0.05 * np.random.randn(n_samples, 1)

n_hidden = 20
w1 = np.random.randn(1, n_hidden)
b1 = np.random.randn(1, n_hidden)
w2 = np.random.randn(n_hidden, 1) / np.sqrt(n_hidden)
b2 = np.zeros((1, 1))

learning_rate = 0.05
losses = []

for epoch in range(6001):
    # forward propagation
    z1 = x @ w1 + b1
    a1 = np.tanh(z1)
    y_hat = a1 @ w2 + b2          # linear output for regression

    loss = np.mean((y_hat - y) ** 2)
    losses.append(loss)

    # back propagation
    d_y_hat = 2 * (y_hat - y) / n_samples
    d_w2 = a1.T @ d_y_hat
    d_b2 = d_y_hat.sum(axis=0, keepdims=True)
    d_a1 = d_y_hat @ w2.T
    d_z1 = d_a1 * (1 - np.tanh(z1) ** 2)
    d_w1 = x.T @ d_z1
    d_b1 = d_z1.sum(axis=0, keepdims=True)

    # gradient descent
    w2 -= learning_rate * d_w2
    b2 -= learning_rate * d_b2
    w1 -= learning_rate * d_w1
    b1 -= learning_rate * d_b1

    if epoch % 1000 == 0:
        print(f"epoch {epoch:5d}   mse {loss:.6f}")

x_new = np.random.uniform(-3, 3, (50, 1))
y_new = np.tanh(x_new @ w1 + b1) @ w2 + b2
print("rmse against the clean curve:", np.sqrt(np.mean((y_new - np.sin(x_new)) ** 2)))
