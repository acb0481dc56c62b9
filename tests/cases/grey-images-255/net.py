import numpy as np

np.random.seed(21)
# ---- 7x7 pictures of five kinds, grey values --------------------------
N = 600
prototypes = np.random.choice([30.0, 220.0], size=(5, 49))
labels = np.random.randint(0, 5, N)
grey = prototypes[labels] + np.random.normal(0, 50, (N, 49))
images = np.clip(grey, 0, 255)
onehot = np.zeros((N, 5))
onehot[np.arange(N), labels] = 1

epochs = 30
batch = 20
learning_rate = 3.0

W1 = np.random.randn(49, 20) * 0.15
B1 = np.zeros((1, 20))
W2 = np.random.randn(20, 5) * 0.25
B2 = np.zeros((1, 5))


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def d_sig(a):
    return a * (1.0 - a)


def nn_forward(inputs):
    A1 = sigmoid(inputs @ W1 + B1)
    A2 = sigmoid(A1 @ W2 + B2)
    return A1, A2


def cost(outputs, A2):
    return np.sum((outputs - A2) ** 2) / (2 * len(outputs))


for i in range(epochs):
    order = np.random.permutation(N)
    for s in range(0, N, batch):
        inputs = images[order[s:s + batch]]
        outputs = onehot[order[s:s + batch]]
        A1, A2 = nn_forward(inputs)

        e_2 = (A2 - outputs) * d_sig(A2)
        e_1 = np.dot(e_2, W2.T) * d_sig(A1)

        g_W2 = np.dot(A1.T, e_2)
        g_B2 = np.sum(e_2, axis=0, keepdims=True)
        g_W1 = np.dot(inputs.T, e_1)
        g_B1 = np.sum(e_1, axis=0, keepdims=True)

        step = learning_rate / len(inputs)
        W2 = W2 - step * g_W2
        B2 = B2 - step * g_B2
        W1 = W1 - step * g_W1
        B1 = B1 - step * g_B1
    if i % 5 == 0:
        print(i, cost(onehot, nn_forward(images)[1]))

guess = np.argmax(nn_forward(images)[1], axis=1)
print("hit rate", np.mean(guess == labels))
