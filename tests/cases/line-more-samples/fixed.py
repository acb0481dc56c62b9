import numpy as np

np.random.seed(13)

# samples of a line with noise
nb_of_samples = 40
x = np.random.uniform(0, 1, nb_of_samples)
t = x * 2 - 0.4 + np.random.normal(0, 0.2, nb_of_samples)


# the "network": one input, one weight, one bias
def nn(x, w, b):
    return x * w + b


# squared error
def cost(y, t):
    return ((t - y) ** 2).mean()


def gradient(w, b, x, t):
    d = 2 * (nn(x, w, b) - t)
    return (x * d).mean(), d.mean()


def delta(w_k, b_k, x, t, learning_rate):
    g_w, g_b = gradient(w_k, b_k, x, t)
    return learning_rate * g_w, learning_rate * g_b


w, b = 0.1, 0.0
learning_rate = 0.4

nb_of_iterations = 150
trace = [(w, b, cost(nn(x, w, b), t))]
for i in range(nb_of_iterations):
    dw, db = delta(w, b, x, t, learning_rate)
    w = w - dw
    b = b - db
    trace.append((w, b, cost(nn(x, w, b), t)))

for i in range(0, nb_of_iterations + 1, 25):
    print("step(%d): w %.4f \t b %.4f \t cost: %.4f" % (i, trace[i][0], trace[i][1], trace[i][2]))
print("last cost:", trace[-1][2])
