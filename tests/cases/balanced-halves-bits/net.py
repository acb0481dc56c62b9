import math, random
random.seed(6)

N = 12      # bits per row
H = 5       # hidden units
RATE = 0.6


def squash(s): return 1 / (1 + math.exp(-s))


# do the two halves of the row have about the same number of ones?
def make_row():
    bits = [random.randint(0, 1) for _ in range(N)]
    left, right = sum(bits[:N // 2]), sum(bits[N // 2:])
    return bits, 1 if abs(left - right) < 2 else 0


w1 = [[random.gauss(0, 0.4) for _ in range(N)] for _ in range(H)]
b1 = [0.0] * H
w2 = [random.gauss(0, 0.4) for _ in range(H)]
b2 = 0.0
rows = [make_row() for _ in range(150)]


def feed(bits):
    hid = []
    for h in range(H):
        s = b1[h]
        for i in range(N):
            s += w1[h][i] * bits[i]
        hid.append(math.tanh(s))
    s = b2
    for h in range(H):
        s += w2[h] * hid[h]
    return hid, squash(s)


for epoch in range(100):
    total = 0
    for bits, want in rows:
        hid, out = feed(bits)
        total += (out - want) ** 2
        d_out = (out - want) * out * (1 - out)
        # output unit
        for h in range(H):
            w2[h] -= RATE * d_out * hid[h]
            b2 -= RATE * d_out
        # hidden units
        for h in range(H):
            d_hid = d_out * w2[h] * (1 - hid[h] ** 2)
            for i in range(N):
                w1[h][i] -= RATE * d_hid * bits[i]
                b1[h] -= RATE * d_hid
    if epoch % 10 == 9:
        print("epoch", epoch + 1, "mean error", total / len(rows))

print("hits", sum((feed(bits)[1] > 0.5) == want for bits, want in rows), "of", len(rows))
