import numpy as np

# which of four letters is it? one linear unit per letter, delta rule (LMS)
shapes = {
    'T': ["###", ".#.", ".#."],
    'L': ["#..", "#..", "###"],
    'X': ["#.#", ".#.", "#.#"],
    'I': [".#.", ".#.", ".#."],
}
letters = list(shapes)
clean = np.array([[1 if ch == '#' else -1 for ch in ''.join(shapes[l])] for l in letters], dtype=float)

rnd = np.random.RandomState(2)


def noisy(k):
    pic = clean[k] + rnd.normal(0, 0.35, 9)
    return np.append(pic, 1.0)      # last input is the bias


W = np.zeros((4, 10))
mu = 0.01

for day in range(200):
    sq = 0.0
    for _ in range(20):
        k = rnd.randint(4)
        x = noisy(k)
        wish = -np.ones(4)
        wish[k] = 1
        e = wish - W.dot(x)
        W += mu * np.outer(e, x)
        sq += e.dot(e)
    if day % 40 == 0:
        print('day', day, 'squared error', sq / 20)

good = 0
for n in range(400):
    k = n % 4
    good += int(np.argmax(W.dot(noisy(k))) == k)
print('recognised:', good / 400)
