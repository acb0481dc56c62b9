# gradient descent step by step, without vectors, to understand it
import random

random.seed(5)

# living area (square feet), bedrooms, price (1000 $)
flats = []
for i in range(40):
    area = random.randint(800, 3000)
    rooms = 1 + area // 700 + random.choice([0, 1])
    price = 60 + 0.13 * area + 9 * rooms + random.gauss(0, 8)
    flats.append((area, rooms, price))

rows = [(area / 1000, rooms, price) for area, rooms, price in flats]

theta0 = random.random()
theta1 = random.random()
theta2 = random.random()
step = 0.1


def estimate(x1, x2):
    return theta0 + theta1 * x1 + theta2 * x2


def mean_error():
    return sum((estimate(x1, x2) - y) ** 2 for x1, x2, y in rows) / (2 * len(rows))


rounds = 0
error = mean_error()
change = 1.0
while change > 1e-7 and rounds < 3000:
    slope0 = slope1 = slope2 = 0.0
    for x1, x2, y in rows:
        diff = estimate(x1, x2) - y
        slope0 += diff
        slope1 += diff * x1
        slope2 += diff * x2
    theta0 = theta0 - step * slope0 / len(rows)
    theta1 = theta1 - step * slope1 / len(rows)
    theta2 = theta2 - step * slope2 / len(rows)
    try:
        new_error = mean_error()
    except OverflowError:
        new_error = float("inf")
    change = abs(error - new_error)
    error = new_error
    rounds += 1
    if rounds in (1, 10, 100, 1000):
        print("round", rounds, "error", error)

print("thetas", theta0, theta1, theta2)
print("rounds", rounds, "last error", error)
