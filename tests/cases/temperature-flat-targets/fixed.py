import numpy as np

gen = np.random.RandomState(14)

# sunshine and wind -> temperature; later days have more sun
day = np.column_stack([gen.uniform(0, 10, 200), gen.uniform(0, 40, 200)])
day[150:, 0] = gen.uniform(5, 10, 50)
temp = np.sin(day[:, 0] / 3) * 2 + 0.2 * np.cos(day[:, 1] / 8) + gen.normal(0, 0.05, 200)


def start(n_in, n_hidden):
    return [gen.normal(0, 0.8, (n_in, n_hidden)), np.zeros((1, n_hidden)),
            gen.normal(0, 0.3, (n_hidden, 1)), np.zeros((1, 1))]


def output(theta, x):
    W, b, V, c = theta
    hidden = np.tanh(x @ W + b)
    return hidden, hidden @ V + c


def gradient(theta, x, t):
    W, b, V, c = theta
    hidden, out = output(theta, x)
    err = out - t
    loss = np.mean(err ** 2)
    d_out = 2 * err.sum(axis=1, keepdims=True) / err.size
    gV = hidden.T @ d_out
    gc = d_out.sum(axis=0, keepdims=True)
    d_hid = (d_out @ V.T) * (1 - hidden ** 2)
    gW = x.T @ d_hid
    gb = d_hid.sum(axis=0, keepdims=True)
    return loss, [gW, gb, gV, gc]


x_train = (day[:150] - day[:150].mean(axis=0)) / day[:150].std(axis=0)
x_test = (day[150:] - day[:150].mean(axis=0)) / day[:150].std(axis=0)
t_train = temp[:150].reshape(-1, 1)
t_test = temp[150:]

theta = start(2, 15)
for k in range(3000):
    loss, g = gradient(theta, x_train, t_train)
    theta = [p - 0.1 * q for p, q in zip(theta, g)]
    if k % 500 == 0:
        print("step", k, "loss", loss)

guess = output(theta, x_test)[1].ravel()
print("R2 on the test days", 1 - np.sum((guess - t_test) ** 2) / np.sum((t_test - t_test.mean()) ** 2))
