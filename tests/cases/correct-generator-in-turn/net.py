import numpy as np

# Tiny GAN from scratch: learn to generate samples of N(4, 1.25)
# generator: z -> h -> x,   discriminator: x -> h -> logit

np.random.seed(9)
BATCH = 64
HG, HD = 8, 16


class G:
    W1 = np.random.randn(1, HG) * 0.5
    b1 = np.zeros(HG)
    W2 = np.random.randn(HG, 1) * 0.5
    b2 = np.zeros(1)


class D:
    W1 = np.random.randn(1, HD)
    b1 = np.random.randn(HD)
    W2 = np.random.randn(HD, 1) * 0.3
    b2 = np.zeros(1)


def sig(a):
    return 1 / (1 + np.exp(-a))


def generate(z):
    h = np.tanh(z @ G.W1 + G.b1)
    return h @ G.W2 + G.b2, h


def leaky(a, slope=0.2):
    return np.where(a > 0, a, slope * a)


def dleaky(a, slope=0.2):
    return np.where(a > 0, 1.0, slope)


def discriminate(x):
    a = x @ D.W1 + D.b1
    h = leaky(a)
    return sig(h @ D.W2 + D.b2), h, a


def disc_backward(x, p, h, a, target):
    """gradient of mean BCE(p, target) wrt D's weights and wrt x"""
    dlogit = (p - target) / len(x)
    gW2 = h.T @ dlogit
    gb2 = dlogit.sum(axis=0)
    da = dlogit @ D.W2.T * dleaky(a)
    gW1 = x.T @ da
    gb1 = da.sum(axis=0)
    return (gW1, gb1, gW2, gb2), da @ D.W1.T


class Adam:
    def __init__(self, who, lr, b1=0.5, b2=0.99):
        self.who, self.lr, self.b1, self.b2, self.t = who, lr, b1, b2, 0
        self.names = ['W1', 'b1', 'W2', 'b2']
        self.m = [0.0] * 4
        self.v = [0.0] * 4

    def step(self, grads):
        self.t += 1
        # bias corrections folded into the step size
        a = self.lr * np.sqrt(1 - self.b2 ** self.t) / (1 - self.b1 ** self.t)
        for i, (n, g) in enumerate(zip(self.names, grads)):
            self.m[i] = self.b1 * self.m[i] + (1 - self.b1) * g
            self.v[i] = self.b2 * self.v[i] + (1 - self.b2) * g * g
            setattr(self.who, n, getattr(self.who, n) - a * self.m[i] / (np.sqrt(self.v[i]) + 1e-8))


optD, optG = Adam(D, 0.01), Adam(G, 0.005)
for it in range(2500):
    real = np.random.randn(BATCH, 1) * 1.25 + 4
    fake, _ = generate(np.random.randn(BATCH, 1))
    # --- discriminator: real -> 0.9 (one sided label smoothing), fake -> 0
    pr, hr, ar = discriminate(real)
    gr, _ = disc_backward(real, pr, hr, ar, 0.9)
    pf, hf, af = discriminate(fake)
    gf, _ = disc_backward(fake, pf, hf, af, 0.0)
    optD.step([a + b for a, b in zip(gr, gf)])

    # --- generator: wants D(fake) = 1 (non saturating), D's own gradient is thrown away
    z = np.random.randn(BATCH, 1)
    fake, h = generate(z)
    pf, hf, af = discriminate(fake)
    _, dx = disc_backward(fake, pf, hf, af, 1.0)
    dh = dx @ G.W2.T * (1 - h ** 2)
    optG.step([z.T @ dh, dh.sum(0), h.T @ dx, dx.sum(0)])

    if it % 500 == 0:
        lossD = -np.mean(np.log(pr + 1e-9)) - np.mean(np.log(1 - pf + 1e-9))
        print('%5d  lossD %.3f  fake mean %.2f std %.2f' % (it, lossD, fake.mean(), fake.std()))

s, _ = generate(np.random.randn(2000, 1))
print('generated: mean %.2f std %.2f   (want 4, 1.25)' % (s.mean(), s.std()))
