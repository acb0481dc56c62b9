import numpy as np

np.random.seed(17)

# three sizes of fruit: diameter (cm) and mass, 60 of each
size = np.repeat([0, 1, 2], 60)
diameter = np.array([2.0, 4.0, 6.0])[size] + np.random.randn(180) * 0.45
mass = 0.5 * diameter + np.random.randn(180) * 0.3
fruit = np.vstack([diameter, mass])      # 2 x 180
target = np.eye(3)[size].T               # 3 x 180
count = fruit.shape[1]

slopes = np.random.randn(3, 2) * 0.01
offset = 0
step = 0.1

for lap in range(4000):
    score = slopes @ fruit + offset
    power = np.exp(score - score.max(axis=0))
    share = power / power.sum(axis=0)
    entropy = -(target * np.log(share)).sum() / count

    gap = (share - target) / count
    slopes = slopes - step * gap @ fruit.T
    offset = offset - step * gap.sum()

    if lap % 500 == 0:
        print('lap', lap, 'cross-entropy', entropy)

print('slopes', slopes)
print('offset', offset)
print('part sorted rightly:', np.mean(share.argmax(axis=0) == size))
