import random
import numpy as np

random.seed(12)
np.random.seed(12)

# one table: four measurements, then the class 0/1/2 in the last column
N = 150
cls = np.repeat([0, 1, 2], N // 3)
means = np.array([[5.0, 3.4, 1.5, 0.2], [5.9, 2.8, 4.3, 1.3], [6.6, 3.0, 5.6, 2.0]])
table = np.hstack([means[cls] + np.random.normal(0, 0.3, (N, 4)), cls.reshape(-1, 1)])
table[:, :4] = (table[:, :4] - table[:, :4].mean(axis=0)) / table[:, :4].std(axis=0)
check = table.copy()

W = np.random.normal(0, 0.1, (4, 3))
b = np.zeros((1, 3))
batch = 10

for epoch in range(60):
    random.shuffle(table)
    for start in range(0, N, batch):
        part = table[start:start + batch]
        x = part[:, :4]
        want = np.eye(3)[part[:, 4].astype(int)]
        score = x @ W + b
        score -= score.max(axis=1, keepdims=True)
        prob = np.exp(score)
        prob /= prob.sum(axis=1, keepdims=True)
        d = (prob - want) / batch
        W -= 0.2 * x.T @ d
        b -= 0.2 * d.sum(axis=0, keepdims=True)
    if epoch % 15 == 0:
        print("epoch", epoch, "loss on the batch", -np.mean(np.log(prob[want == 1])))

found = (check[:, :4] @ W + b).argmax(axis=1)
print("share of the flowers recognised:", np.mean(found == check[:, 4]))
