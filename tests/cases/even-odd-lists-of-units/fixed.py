import random
import math

random.seed(7)

RATE = 0.5
ROUNDS = 30000
UNITS = 4

def squash(v):
    return 1 / (1 + math.exp(-v))

def squash_slope(v):
    return v * (1 - v)      # v went through squash already

def slope_of_loss(e):
    return 2 * e

# numbers 0..7 as three bits, answer: 1 when the number of set bits is even
numbers = [[0, 0, 0], [0, 0, 1], [0, 1, 0], [0, 1, 1],
           [1, 0, 0], [1, 0, 1], [1, 1, 0], [1, 1, 1]]
even = [1 - sum(bits) % 2 for bits in numbers]

v = [[2 * random.random() - 1 for _ in range(3)] for _ in range(UNITS)]
c = [0.0] * UNITS
u = [2 * random.random() - 1 for _ in range(UNITS)]
d = 0.0

def think(x):
    mid = [squash(sum(a * b for a, b in zip(row, x)) + bias) for row, bias in zip(v, c)]
    return mid, squash(sum(a * b for a, b in zip(u, mid)) + d)

def changes(x, wanted):
    mid, guess = think(x)
    top = slope_of_loss(guess - wanted)
    below = [top * squash_slope(guess) * w for w in u]

    change_u = [top * squash_slope(guess) * mid[k] * RATE for k in range(UNITS)]
    change_v = [[below[k] * squash_slope(mid[k]) * x[j] * RATE for j in range(3)] for k in range(UNITS)]
    change_d = top * squash_slope(guess) * RATE
    change_c = [below[k] * squash_slope(mid[k]) * RATE for k in range(UNITS)]
    return change_v, change_c, change_u, change_d

for n in range(ROUNDS):
    pick = random.randint(0, len(numbers) - 1)
    change_v, change_c, change_u, change_d = changes(numbers[pick], even[pick])
    for k in range(UNITS):
        for j in range(3):
            v[k][j] -= change_v[k][j]
        c[k] -= change_c[k]
        u[k] -= change_u[k]
    d -= change_d

total = 0
for x, wanted in zip(numbers, even):
    guess = think(x)[1]
    total += (guess - wanted) ** 2
    print(x, wanted, round(guess, 3))
print("sum of squares:", total)
