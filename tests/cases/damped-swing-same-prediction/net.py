import numpy as np

np.random.seed(10)

# time -> position of a damped swing, learnt by a radial basis network:
# fixed gaussian units in the middle, only the output unit is trained
t = np.random.uniform(0, 3, 120)
x = t.reshape(-1, 1)
y = np.exp(-0.5 * t) * np.cos(3 * t)

centres = np.linspace(0, 3, 15)
width = 0.3


def units(x):
    return np.exp(-(x - centres) ** 2 / (2 * width ** 2))


lr = 0.2
w = np.random.randn(15, 1) * 0.1
b = 0.0
H = units(x)

for step in range(4000):
    # forward
    pred = H @ w + b

    # loss
    diff = pred - y
    loss = np.mean(diff ** 2)

    # backward
    dpred = 2 * diff / len(x)
    dw = H.T @ dpred
    db = np.mean(2 * diff)

    w = w - lr * dw
    b = b - lr * db

    if step % 500 == 0:
        print("step", step, "loss", loss)

new = np.linspace(0.2, 2.8, 6).reshape(-1, 1)
answer = (units(new) @ w + b)[:, 0]
truth = np.exp(-0.5 * new[:, 0]) * np.cos(3 * new[:, 0])
print("predictions", np.round(answer, 3))
print("truth      ", np.round(truth, 3))
print("mean absolute miss", np.mean(np.abs(answer - truth)))
