import numpy as np
np.random.seed(14)

# input: two numbers and the constant 1; wanted: 1 if exactly one of them is set
samples = [([0, 0, 1], 0), ([0, 1, 1], 1), ([1, 0, 1], 1), ([1, 1, 1], 0)]

Wh = np.random.uniform(-1.5, 1.5, (3, 3))   # row i = weights of hidden unit i
wo = np.random.uniform(-1.5, 1.5, 3)
bo = 0.0

def f(a):
    return np.tanh(a)

def forward(x):
    hidden = f(np.dot(Wh, x))
    return hidden, 1.0 / (1.0 + np.exp(-(np.dot(wo, hidden) + bo)))

step = 0.3
for n in range(8000):
    x, t = samples[np.random.randint(len(samples))]
    x = np.array(x, dtype=float)

    hidden, o = forward(x)

    delta_o = (t - o) * o * (1 - o)
    delta_h = wo * delta_o * (1 - hidden**2)

    wo = wo + step * delta_o * hidden
    bo = bo + step * delta_o
    Wh = Wh + step * np.dot(delta_h, x)

    if n % 1000 == 0:
        print(n, sum((t - forward(np.array(x))[1])**2 for x, t in samples))

for x, t in samples:
    print(x[:2], t, round(float(forward(np.array(x))[1]), 3))
print("remaining error:", sum((t - forward(np.array(x))[1])**2 for x, t in samples))
