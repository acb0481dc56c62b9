import numpy as np


def relu(x):
    return np.maximum(0, x)


def relu_prime(x):
    return np.where(x > 0, 1, 0)


def softmax(x):
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def softmax_prime(x, grad):
    return grad * softmax(x) * (1 - softmax(x))


def loss_fn(y_true, y_pred):
    return -np.sum(y_true * np.log(y_pred + 1e-8), axis=-1)


def loss_fn_prime(y_true, y_pred):
    return -y_true / (y_pred + 1e-8)


class MLP:
    def __init__(self, input_size, hidden_size, output_size, lr):
        self.W1 = np.random.randn(input_size, hidden_size) * np.sqrt(2 / input_size)
        self.b1 = np.zeros(hidden_size)
        self.W2 = np.random.randn(hidden_size, output_size) * np.sqrt(2 / hidden_size)
        self.b2 = np.zeros(output_size)
        self.lr = lr

    def forward(self, x):
        self.x = x
        self.z1 = x @ self.W1 + self.b1
        self.a1 = relu(self.z1)
        self.z2 = self.a1 @ self.W2 + self.b2
        return softmax(self.z2)

    def step(self, x_batch, y_batch):
        n = len(x_batch)
        y_pred = self.forward(x_batch)
        loss = np.mean(loss_fn(y_batch, y_pred))
        delta2 = softmax_prime(self.z2, loss_fn_prime(y_batch, y_pred)) / n
        delta1 = (delta2 @ self.W2.T) * relu_prime(self.z1)
        self.W2 -= self.lr * (self.a1.T @ delta2)
        self.b2 -= self.lr * delta2.sum(axis=0)
        self.W1 -= self.lr * (x_batch.T @ delta1)
        self.b1 -= self.lr * delta1.sum(axis=0)
        return loss


if __name__ == '__main__':
    np.random.seed(2)
    shapes = np.random.rand(20, 25) > 0.5
    which = np.random.randint(0, 20, 900)
    x = shapes[which] + np.random.normal(0, 0.25, (900, 25))
    y = np.eye(5)[which % 5]
    x_train, y_train, x_val, y_val = x[:700], y[:700], x[700:], y[700:]

    mlp = MLP(25, 24, 5, 0.05)
    for epoch in range(30):
        total = 0
        for i in range(0, 700, 50):
            total += mlp.step(x_train[i:i + 50], y_train[i:i + 50])
        if epoch % 5 == 4:
            print('epoch', epoch + 1, 'loss', total / 14)
    hits = mlp.forward(x_val).argmax(axis=1) == y_val.argmax(axis=1)
    print('validation loss:', np.mean(loss_fn(y_val, mlp.forward(x_val))), 'accuracy', hits.mean())
