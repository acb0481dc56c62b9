"""A 2 hidden layer fully connected network (a.k.a. multilayer perceptron), without any library except numpy."""
import numpy as np

# Parameters
learning_rate = 0.2
num_steps = 1500
batch_size = 64
display_step = 300

# Network Parameters
n_hidden_1 = 16 # 1st layer number of neurons
n_hidden_2 = 16 # 2nd layer number of neurons
num_input = 2
num_classes = 2

np.random.seed(31)

# two half moons
angle = np.pi * np.random.rand(400)
which = np.random.randint(0, 2, 400)
X = np.stack([np.cos(angle) + which, np.sin(angle) * (1 - 2 * which) + 0.4 * which], axis=1)
X += 0.08 * np.random.randn(400, 2)
Y = np.eye(num_classes)[which]

weights = {
    'h1': np.random.normal(0, 0.7, (num_input, n_hidden_1)),
    'h2': np.random.normal(0, 0.25, (n_hidden_1, n_hidden_2)),
    'out': np.random.normal(0, 0.25, (n_hidden_2, num_classes)),
}
biases = {
    'b1': np.zeros(n_hidden_1),
    'b2': np.zeros(n_hidden_2),
    'out': np.zeros(num_classes),
}


def neural_net(x):
    layer_1 = np.add(np.matmul(x, weights['h1']), biases['b1'])
    layer_2 = np.add(np.matmul(layer_1, weights['h2']), biases['b2'])
    out_layer = np.matmul(layer_2, weights['out']) + biases['out']
    return layer_1, layer_2, out_layer


def softmax(logits):
    e = np.exp(logits - np.max(logits, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)


def loss_op(x, y):
    return -np.mean(np.sum(y * np.log(softmax(neural_net(x)[2]) + 1e-12), axis=1))


for step in range(1, num_steps + 1):
    pick = np.random.choice(len(X), batch_size, replace=False)
    batch_x, batch_y = X[pick], Y[pick]
    layer_1, layer_2, logits = neural_net(batch_x)

    d_out = (softmax(logits) - batch_y) / batch_size
    d_2 = np.matmul(d_out, weights['out'].T)
    d_1 = np.matmul(d_2, weights['h2'].T)

    weights['out'] -= learning_rate * np.matmul(layer_2.T, d_out)
    weights['h2'] -= learning_rate * np.matmul(layer_1.T, d_2)
    weights['h1'] -= learning_rate * np.matmul(batch_x.T, d_1)
    biases['out'] -= learning_rate * d_out.sum(axis=0)
    biases['b2'] -= learning_rate * d_2.sum(axis=0)
    biases['b1'] -= learning_rate * d_1.sum(axis=0)

    if step % display_step == 0 or step == 1:
        print("Step " + str(step) + ", Minibatch Loss= " + "{:.4f}".format(loss_op(batch_x, batch_y)))

print("Optimization Finished!")
print("Accuracy:", np.mean(np.argmax(neural_net(X)[2], 1) == which))
