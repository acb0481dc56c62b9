import numpy as np

# age and blood pressure of twenty people
age = np.array([20, 43, 63, 26, 53, 31, 58, 46, 58, 70, 46, 53, 60, 22, 61, 40, 28, 19, 35, 24], dtype=float)
noise = np.random.RandomState(3).normal(0, 2, 20)
pressure = np.round(111 + 0.47 * age + noise)

x, y = (age - age.mean()) / age.std(), pressure
n = len(x)


def line(m, b):
    return m * x + b


def cost_of(m, b):
    return (1 / n) * sum(v ** 2 for v in (y - line(m, b)))


m_now = 0
b_now = 0
iterations = 60
learning_rate = 0.1

for i in range(iterations):
    y_guess = line(m_now, b_now)
    md = -(2 / n) * sum(x * (y - y_guess))
    bd = -(2 / n) * sum(y - y_guess)
    m_now = m_now - learning_rate * md
    b_now = b_now - learning_rate * bd
    if i % 6 == 0:
        print("m {}, b {}, cost {}, iteration {}".format(m_now, b_now, cost_of(m_now, b_now), i))

print("people and line:")
for who in range(0, n, 4):
    print("age", age[who], "measured", pressure[who], "line", line(m_now, b_now)[who])
print("cost at the end:", cost_of(m_now, b_now))
