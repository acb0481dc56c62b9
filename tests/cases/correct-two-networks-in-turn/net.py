import numpy as np

np.random.seed(0)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


lr = 0.02
gw1, gb1 = np.random.randn(1, 8) * 0.5, np.zeros(8)
gw2, gb2 = np.random.randn(8, 1) * 0.5, np.zeros(1)
dw1, db1 = np.random.randn(1, 8) * 0.5, np.zeros(8)
dw2, db2 = np.random.randn(8, 1) * 0.5, np.zeros(1)
n = 32


def generator(z):
    h = np.tanh(z @ gw1 + gb1)
    return h, h @ gw2 + gb2


def discriminator(x):
    h = np.tanh(x @ dw1 + db1)
    return h, sigmoid(h @ dw2 + db2)


for it in range(500):
    # train the discriminator
    real = np.random.normal(3, 0.5, (n, 1))
    z = np.random.uniform(-1, 1, (n, 1))
    _, fake = generator(z)
    hr, pr = discriminator(real)
    hf, pf = discriminator(fake)
    d_loss = -np.mean(np.log(pr + 1e-8) + np.log(1 - pf + 1e-8))
    er = (pr - 1) / n
    ef = pf / n
    ddw2 = hr.T @ er + hf.T @ ef
    ddb2 = er.sum(0) + ef.sum(0)
    dhr = er @ dw2.T * (1 - hr ** 2)
    dhf = ef @ dw2.T * (1 - hf ** 2)
    ddw1 = real.T @ dhr + fake.T @ dhf
    ddb1 = dhr.sum(0) + dhf.sum(0)
    dw1 -= lr * ddw1
    db1 -= lr * ddb1
    dw2 -= lr * ddw2
    db2 -= lr * ddb2
    # train the generator
    z = np.random.uniform(-1, 1, (n, 1))
    hg, fake = generator(z)
    hf, pf = discriminator(fake)
    g_loss = -np.mean(np.log(pf + 1e-8))
    e = (pf - 1) / n
    dx = (e @ dw2.T * (1 - hf ** 2)) @ dw1.T
    dgw2 = hg.T @ dx
    dgb2 = dx.sum(0)
    dhg = dx @ gw2.T * (1 - hg ** 2)
    dgw1 = z.T @ dhg
    dgb1 = dhg.sum(0)
    gw1 -= lr * dgw1
    gb1 -= lr * dgb1
    gw2 -= lr * dgw2
    gb2 -= lr * dgb2
    if it % 100 == 0:
        print(it, d_loss, g_loss, fake.mean())
