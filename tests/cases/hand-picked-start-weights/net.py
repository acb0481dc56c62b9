import numpy as np

# exercise sheet 4: network 2-3-1 with the start weights from the lecture
V = np.array([[1, -1],
              [-1, 1],
              [2, 1]])
v_bias = np.array([0, 0, -1])
u = np.array([1, 1, -1])
u_bias = np.array([0])

inputs = [[0, 0], [0, 1], [1, 0], [1, 1]]
# exactly one of the two
desired = [0, 1, 1, 0]
ALPHA = 0.5


def logistic(net):
    return 1.0 / (1.0 + np.exp(-net))


def forward(x):
    hidden = np.zeros(3)
    for j in range(3):
        net = v_bias[j]
        for i in range(2):
            net += V[j, i] * x[i]
        hidden[j] = logistic(net)
    net = u_bias[0]
    for j in range(3):
        net = net + u[j] * hidden[j]
    return hidden, logistic(net)


def backward(x, t):
    hidden, y = forward(x)
    delta_y = (t - y) * y * (1 - y)
    delta_h = [delta_y * u[j] * hidden[j] * (1 - hidden[j]) for j in range(3)]
    for j in range(3):
        u[j] += ALPHA * delta_y * hidden[j]
        v_bias[j] += ALPHA * delta_h[j]
        for i in range(2):
            V[j, i] += ALPHA * delta_h[j] * x[i]
    u_bias[0] += ALPHA * delta_y
    return (t - y) ** 2


for round_ in range(5000):
    sse = 0
    for x, t in zip(inputs, desired):
        sse += backward(x, t)
    if round_ % 1000 == 999:
        print("round", round_ + 1, "SSE", sse)

for x, t in zip(inputs, desired):
    print(x, "->", forward(x)[1], "should be", t)
