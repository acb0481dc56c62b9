import numpy as np

np.random.seed(5)

# low and high values in turn; guess the next from the three before it
line = []
for k in range(40):
    line.append(2 * (k % 2) - 1 + 0.8 * np.sin(0.45 * k) + np.random.uniform(-0.1, 0.1))
line = np.array(line)
x = np.array([line[k:k + 3] for k in range(37)])
y = line[3:]
x_train, y_train = x[:30], y[:30]
x_later, y_later = x[30:], y[30:]


def relu(v):
    return np.maximum(0, v)


hidden = 8
w1 = np.random.uniform(-1, 1, (hidden, 3))
w2 = np.random.uniform(-1, 1, (hidden,))
v = 0.003
epoch = 0

while epoch < 8000:
    s1 = np.dot(w1, x_train.T)
    y1 = relu(s1)
    s2 = np.dot(w2, y1)
    y2 = relu(s2)

    E = np.sum((y2 - y_train) ** 2) / (2 * len(y2))
    if epoch % 1000 == 0:
        print("epoch", epoch, "E", E)
    if E < 0.003:
        break

    delta_w2 = np.dot(y2 - y_train, y1.T)
    delta_w1 = np.dot(np.dot(w2.reshape(hidden, 1), (y2 - y_train).reshape(1, 30)), x_train)

    w2 = w2 - v * delta_w2
    w1 = w1 - v * delta_w1
    epoch += 1

later = relu(np.dot(w2, relu(np.dot(w1, x_later.T))))
print("wanted", np.round(y_later, 2))
print("guessed", np.round(later, 2))
print("E at the end:", E)
