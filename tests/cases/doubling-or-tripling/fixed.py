import numpy as np

np.random.seed(0)


def scaled(v):
    return (v - v.mean(axis=0)) / v.std(axis=0)


# amount and a switch: the switch decides whether the amount is doubled or tripled
amount = np.random.randint(1, 100, size=1000).reshape(1000, 1)
switch = np.random.randint(0, 2, size=1000).reshape(1000, 1)
price = np.where(switch == 0, amount * 2, amount * 3)

X = scaled(np.hstack((amount, switch)))
y = scaled(price)

# one layer, the activation is f(x) = x
coef = np.random.normal(size=(2, 1), scale=0.1)

for i in range(100):
    # forward
    seen = X
    said = seen.dot(coef)

    # how far off are we
    gap = y - said
    rms = np.sqrt(np.mean(gap ** 2))
    if i % 10 == 0:
        print("round", i, "root mean square error", rms)

    # backward, the slope of f is 1
    coef += 0.0005 * seen.T.dot(gap)

print("weights", coef.ravel())
gap = y - X.dot(coef)
print("final error:", np.sqrt(np.mean(gap ** 2)))
