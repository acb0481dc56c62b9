import numpy as np
np.random.seed(7)

# three switches -> (majority, odd number on)
P = np.array([[0,0,0],[0,0,1],[0,1,0],[0,1,1],
              [1,0,0],[1,0,1],[1,1,0],[1,1,1]]).T.astype(float)      # 3 x 8
T = np.vstack([(P.sum(axis=0) >= 2), P.sum(axis=0) % 2]).astype(float)   # 2 x 8

eta = 0.6
nh = 6

Wih = np.random.randn(nh, 3)
bh  = np.zeros((nh, 1))
Who = np.random.randn(2, nh)
bo  = np.zeros((2, 1))

def logsig(v):
    return 1.0/(1.0+np.exp(-v))

def net_out(x):
    return logsig(Who.dot(logsig(Wih.dot(x) + bh)) + bo)

for it in range(12000):
    n = np.random.randint(P.shape[1])
    x = P[:, n:n+1]
    t = T[:, n:n+1]

    # forward
    h = logsig(Wih.dot(x) + bh)
    o = logsig(Who.dot(h) + bo)

    # backward
    e_o = t - o
    d_o = e_o * o * (1-o)
    e_h = Who.T.dot(d_o)
    d_h = e_h * h * (1-h)

    # adjust
    Who = Who + eta * d_o.dot(h.T)
    bo  = bo  + eta * d_o
    Wih = Wih + eta * d_h.dot(x.T)
    bh  = bh  + eta * d_h

    if it % 3000 == 0:
        print(it, "err", np.mean((T - net_out(P))**2))

print("majority / parity:")
print(np.round(net_out(P), 2).T)
print("mean squared error:", np.mean((T - net_out(P))**2))
