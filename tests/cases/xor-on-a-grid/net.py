import numpy as np


def make_xor(n):
    pairs, answers = [], []
    for i in range(n + 1):
        a = i / n
        pairs.append([a, a])
        answers.append(0)
        if 2 * i == n:
            continue
        pairs.append([a, 1 - a])
        answers.append(1)
        return np.array(pairs), np.array(answers).reshape(-1, 1)


def sigmoid(x):
    return 1.0 / (1.0 + np.exp(-x))


def deriv_sigmoid(y):
    return y * (1.0 - y)


np.random.seed(10)
epochs, learning_rate = 5000, 0.001
x, y = make_xor(10)

weight_one = np.random.randn(2, 6) * 2
bias_one = np.zeros((1, 6))
weight_two = np.random.randn(6, 6)
bias_two = np.zeros((1, 6))
weight_three = np.random.randn(6, 1)
bias_three = np.zeros((1, 1))


def answer(inp):
    h1 = sigmoid(inp @ weight_one + bias_one)
    h2 = sigmoid(h1 @ weight_two + bias_two)
    return h1, h2, sigmoid(h2 @ weight_three + bias_three)


for epoch in range(epochs):
    h1, h2, out = answer(x)
    d3 = (out - y) * deriv_sigmoid(out)
    d2 = (d3 @ weight_three.T) * deriv_sigmoid(h2)
    d1 = (d2 @ weight_two.T) * deriv_sigmoid(h1)
    weight_three -= learning_rate * h2.T @ d3
    bias_three -= learning_rate * d3.sum(axis=0)
    weight_two -= learning_rate * h1.T @ d2
    bias_two -= learning_rate * d2.sum(axis=0)
    weight_one -= learning_rate * x.T @ d1
    bias_one -= learning_rate * d1.sum(axis=0)
    if epoch % 1000 == 0:
        print("epoch", epoch, "error", np.mean((out - y) ** 2))

corners = np.array([[0, 0], [0, 1], [1, 0], [1, 1], [0.1, 0.1], [0.8, 0.2], [0.9, 0.9], [0.2, 0.8]])
wanted = np.array([[0], [1], [1], [0], [0], [1], [0], [1]])
guess = answer(corners)[2]
print(np.column_stack([corners, guess.round(2)]))
print("mean distance to the wanted answers:", np.mean(np.abs(guess - wanted)))
