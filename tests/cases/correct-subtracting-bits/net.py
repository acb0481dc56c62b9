import numpy as np

np.random.seed(1)


def squash(x):
    return 1 / (1 + np.exp(-x))


# works on the value that has already been squashed
def squashed_to_slope(output):
    return output * (1 - output)


# subtraction of seven-bit numbers, lowest bit first
width = 7
alpha = 0.2
n_mid = 14

to_mid = 2 * np.random.random((2, n_mid)) - 1
to_top = 2 * np.random.random((n_mid, 1)) - 1
to_next = 2 * np.random.random((n_mid, n_mid)) - 1

to_mid_change = np.zeros_like(to_mid)
to_top_change = np.zeros_like(to_top)
to_next_change = np.zeros_like(to_next)

faults = []
for j in range(10001):
    big, small = sorted(np.random.randint(0, 2 ** width, 2))[::-1]
    p = [(big >> k) & 1 for k in range(width)]
    q = [(small >> k) & 1 for k in range(width)]
    r = [((big - small) >> k) & 1 for k in range(width)]

    mids = [np.zeros(n_mid)]
    top_deltas = []
    bits = []

    for k in range(width):
        mid = squash(np.array([[p[k], q[k]]]).dot(to_mid) + mids[-1].dot(to_next))
        top = squash(mid.dot(to_top))
        miss = r[k] - top
        top_deltas.append(miss * squashed_to_slope(top))
        bits.append(int(np.round(top[0, 0])))
        mids.append(mid)

    later_mid_delta = np.zeros(n_mid)
    for k in range(width - 1, -1, -1):
        mid, before = mids[k + 1], mids[k]
        top_delta = top_deltas[k]
        mid_delta = (later_mid_delta.dot(to_next.T) + top_delta.dot(to_top.T)) * squashed_to_slope(mid)

        to_top_change += np.atleast_2d(mid).T.dot(top_delta)
        to_next_change += np.atleast_2d(before).T.dot(mid_delta)
        to_mid_change += np.array([[p[k], q[k]]]).T.dot(mid_delta)
        later_mid_delta = mid_delta

    to_mid += to_mid_change * alpha
    to_top += to_top_change * alpha
    to_next += to_next_change * alpha

    to_mid_change *= 0
    to_top_change *= 0
    to_next_change *= 0

    faults.append(sum(x != y for x, y in zip(bits, r)))
    if j % 2000 == 0:
        print(j, ":", big, "-", small, "=", sum(bit << k for k, bit in enumerate(bits)),
              "  faulty bits:", np.mean(faults[-500:]))
