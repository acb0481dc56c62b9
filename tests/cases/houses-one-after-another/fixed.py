import random

random.seed(9)

# (living area in square feet, bedrooms): price in 1000$
houses = {(2104, 3): 400, (1600, 3): 330, (2400, 3): 369, (1416, 2): 232, (3000, 4): 540,
          (1985, 4): 345, (1534, 3): 315, (1427, 3): 199, (1380, 3): 212, (1494, 3): 243}
houses = {(area / 1000, rooms): y for (area, rooms), y in houses.items()}

step = 0.002
close_enough = 0.000001
most_rounds = 20000

theta0 = random.random()
theta1 = random.random()
theta2 = random.random()


def price(area, rooms):
    return theta0 + theta1 * area + theta2 * rooms


def total_error():
    return sum((y - price(*x)) * (y - price(*x)) / 2 for x, y in houses.items())


rounds = 0
before, change = total_error(), 1.0
while change > close_enough and rounds < most_rounds:
    for (area, rooms), y in houses.items():
        diff = y - price(area, rooms)
        theta0 = theta0 + step * diff * 1
        theta1 = theta1 + step * diff * area
        theta2 = theta2 + step * diff * rooms
    rounds += 1
    after = total_error()
    change = abs(before - after) / len(houses)
    before = after
    if rounds % 2000 == 1:
        print('round : %d, error : %s' % (rounds, after))

print('theta', theta0, theta1, theta2)
print('rounds', rounds)
for x, y in houses.items():
    print(x, y, price(*x))
print('error per house:', total_error() / len(houses))
