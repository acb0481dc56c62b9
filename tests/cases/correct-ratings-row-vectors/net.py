import numpy as np

rng = np.random.default_rng(3)
n_users, n_items, k = 30, 25, 4
true_u = rng.normal(size=(n_users, k))
true_v = rng.normal(size=(n_items, k))
ratings = [(u, i, true_u[u] @ true_v[i] + 0.1 * rng.normal()) for u in range(n_users) for i in range(n_items) if rng.random() < 0.4]

U = rng.normal(scale=0.1, size=(n_users, k))
V = rng.normal(scale=0.1, size=(n_items, k))
bu = np.zeros(n_users)
bi = np.zeros(n_items)
mu = np.mean([r for _, _, r in ratings])
lr, reg = 0.02, 0.01

for epoch in range(30):
    rng.shuffle(ratings)
    sq = 0.0
    for u, i, r in ratings:
        u, i = int(u), int(i)
        pred = mu + bu[u] + bi[i] + U[u] @ V[i]
        err = r - pred
        sq += err ** 2
        bu[u] += lr * (err - reg * bu[u])
        bi[i] += lr * (err - reg * bi[i])
        Uu = U[u].copy()
        U[u] += lr * (err * V[i] - reg * U[u])
        V[i] += lr * (err * Uu - reg * V[i])
    if epoch % 10 == 0:
        print(epoch, np.sqrt(sq / len(ratings)))
