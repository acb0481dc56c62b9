import numpy as np

# house size (100 sqm), rooms and distance to the centre (10 km) -> price (100000)
rs = np.random.RandomState(12)
houses = np.column_stack([rs.uniform(0.4, 2.0, 160), rs.randint(1, 7, 160) / 4.0, rs.uniform(0, 2, 160)])
price = 1.2 * houses[:, 0] + 0.4 * houses[:, 1] * (houses[:, 2] < 1) - 0.5 * houses[:, 2] + 1.5
price = price + rs.normal(0, 0.05, 160)

n_hidden = 16
lr = 0.05
W1 = rs.normal(0, 0.6, (3, n_hidden))
b1 = np.zeros((1, n_hidden))
W2 = rs.normal(0, 0.3, (n_hidden, 1))
b2 = np.zeros((1, 1))

for epoch in range(4001):
    hid = np.tanh(np.dot(houses, W1) + b1)
    guess = np.dot(hid, W2) + b2

    miss = guess - price
    loss = np.mean(miss ** 2)

    g_guess = 2 * np.mean(miss, axis=1, keepdims=True) / len(houses)
    g_W2 = np.dot(hid.T, g_guess)
    g_b2 = np.sum(g_guess, axis=0, keepdims=True)
    g_hid = np.dot(g_guess, W2.T) * (1 - hid ** 2)
    g_W1 = np.dot(houses.T, g_hid)
    g_b1 = np.sum(g_hid, axis=0, keepdims=True)

    W1 -= lr * g_W1
    b1 -= lr * g_b1
    W2 -= lr * g_W2
    b2 -= lr * g_b2

    if epoch % 800 == 0:
        print("epoch %4d  loss %.5f" % (epoch, loss))

print("spread of the guesses %.3f, of the prices %.3f" % (guess.std(), price.std()))
print("R2: %.4f" % (1 - np.sum((guess.ravel() - price.ravel()) ** 2) / np.sum((price - price.mean()) ** 2)))
