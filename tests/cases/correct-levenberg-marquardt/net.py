# Port of my old trainlm script (MATLAB).  One hidden layer, one output,
# parameters in one long vector, J from backpropagation with delta = 1.
import numpy as np

rand = np.random.RandomState(12)

p = np.linspace(-1, 1, 61).reshape(1, -1)              # 1 x Q
t = np.sin(4 * p) * np.exp(-p) * 0.5 + 0.02 * rand.randn(*p.shape)
R, Q = p.shape
S = 7

# Nguyen-Widrow
W1 = 0.7 * S ** (1.0 / R) * np.sign(rand.randn(S, R))
b1 = np.linspace(-1, 1, S).reshape(-1, 1) * np.abs(W1) * np.sign(W1)
W2 = rand.uniform(-0.5, 0.5, (1, S))
b2 = rand.uniform(-0.5, 0.5, (1, 1))


def pack(W1, b1, W2, b2):
    return np.concatenate([W1.ravel(), b1.ravel(), W2.ravel(), b2.ravel()])


def unpack(x):
    i = 0
    out = []
    for shape in ((S, R), (S, 1), (1, S), (1, 1)):
        n = shape[0] * shape[1]
        out.append(x[i:i + n].reshape(shape))          # views, never written to
        i += n
    return out


def sim(x, p):
    W1, b1, W2, b2 = unpack(x)
    a1 = np.tanh(W1 @ p + b1)
    a2 = W2 @ a1 + b2
    return a1, a2


def calcjx(x, p):
    """rows = samples, columns = d a2 / d x"""
    W1, b1, W2, b2 = unpack(x)
    a1, a2 = sim(x, p)
    d2 = np.ones((1, Q))
    d1 = (1 - a1 ** 2) * (W2.T @ d2)                    # S x Q
    JW1 = np.einsum('sq,rq->qsr', d1, p).reshape(Q, S * R)
    Jb1 = d1.T
    JW2 = (d2 * a1).T
    Jb2 = d2.T
    return np.hstack([JW1, Jb1, JW2, Jb2]), a2


mu, mu_dec, mu_inc, mu_max, min_grad, epochs = 1e-3, 0.1, 10, 1e10, 1e-7, 100
x = pack(W1, b1, W2, b2)
perf = np.sum((t - sim(x, p)[1]) ** 2)
for epoch in range(epochs + 1):
    J, a2 = calcjx(x, p)
    e = (t - a2).ravel()
    je = J.T @ e                                        # minus half the gradient
    jj = J.T @ J
    if epoch % 10 == 0:
        print('TRAINLM, Epoch %d/%d, MSE %g, Gradient %g, mu %g' % (epoch, epochs, perf / Q, 2 * np.linalg.norm(je), mu))
    if 2 * np.linalg.norm(je) < min_grad:
        print('minimum gradient reached')
        break
    while mu <= mu_max:
        dx = np.linalg.solve(jj + mu * np.eye(x.size), je)
        x2 = x + dx                                     # plus: e = t - a
        perf2 = np.sum((t - sim(x2, p)[1]) ** 2)
        if perf2 < perf:
            x, perf = x2, perf2
            mu = max(mu * mu_dec, 1e-20)
            break
        mu *= mu_inc
    else:
        print('maximum mu reached')
        break

clean = np.sin(4 * p) * np.exp(-p) * 0.5
print('MSE on noisy data %.3e   RMS distance to clean curve %.3e' % (perf / Q, np.sqrt(np.mean((sim(x, p)[1] - clean) ** 2))))
