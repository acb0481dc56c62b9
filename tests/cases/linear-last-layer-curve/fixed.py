import numpy as np

np.random.seed(1)


def to_unit(data):
    return (data - np.mean(data)) / np.std(data)


def curve(v):
    return v ** 2 - 0.2 * np.cos(3 * v)


x_raw = 2 * np.random.normal(size=(300, 1))
y = to_unit(curve(x_raw))
x = to_unit(x_raw)

units = 10
in_w = 2 * np.random.normal(size=(1, units))
out_w = np.random.normal(size=(units, 1))
in_b = np.random.normal(size=(1, units))
out_b = np.random.normal(size=(1, 1))
rate = 0.2

for j in range(8001):
    # mid = 1 / (1 + exp(-(x in_w + in_b))),  end = mid out_w + out_b
    mid = 1 / (1 + np.exp(-(np.dot(x, in_w) + in_b)))
    end = np.dot(mid, out_w) + out_b

    blame_end = 2 * (y - end) / len(y)
    blame_mid = blame_end.dot(out_w.T) * (mid * (1 - mid))

    out_w += rate * mid.T.dot(blame_end)
    in_w += rate * x.T.dot(blame_mid)
    out_b += rate * blame_end.sum(axis=0, keepdims=True)
    in_b += rate * blame_mid.sum(axis=0, keepdims=True)

    if j % 2000 == 0:
        print('loss', np.mean((y - end) ** 2))

# how well does it fit?
mid = 1 / (1 + np.exp(-(np.dot(x, in_w) + in_b)))
end = np.dot(mid, out_w) + out_b
fit = end
print('squared error of the fit:', np.mean((y - fit) ** 2))
