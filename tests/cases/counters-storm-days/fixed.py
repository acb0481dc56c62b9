import numpy as np


def ReLU(x):
    return np.maximum(x, 0)


def ReLU_grad(x):
    return (x > 0).astype(float)


def Softmax(x):
    e = np.exp(x - np.max(x, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)


def CCE_loss(pred, true):
    return -np.sum(true * np.log(pred + 1e-300)) / len(true)


def CCE_Softmax_grad(pred, true):
    return (pred - true) / len(true)


class nn_model:
    def __init__(self, n_inputs, neurons, batch_size, lr):
        self.batch_size = batch_size
        self.lr = lr
        sizes = [n_inputs] + neurons
        self.weights = [np.random.randn(m, n) * np.sqrt(2 / n) for n, m in zip(sizes, sizes[1:])]
        self.biases = [np.zeros(m) for m in neurons]

    def forward(self, batch):
        self.z, self.a = [], [batch]
        for i, (w, b) in enumerate(zip(self.weights, self.biases)):
            self.z.append(self.a[-1] @ w.T + b)
            last = i == len(self.weights) - 1
            self.a.append(Softmax(self.z[-1]) if last else ReLU(self.z[-1]))
        return self.a[-1]

    def backward(self, true):
        dw, db = [None] * len(self.weights), [None] * len(self.weights)
        delta = CCE_Softmax_grad(self.a[-1], true)
        for i in range(len(self.weights) - 1, -1, -1):
            dw[i] = delta.T @ self.a[i]
            db[i] = delta.sum(axis=0)
            if i > 0:
                delta = (delta @ self.weights[i]) * ReLU_grad(self.z[i - 1])
        return dw, db

    def optimize(self, inputs, outputs, n_epochs):
        for epoch in range(n_epochs):
            mean_loss, n_batches = 0, 0
            for s in range(0, len(inputs), self.batch_size):
                pred = self.forward(inputs[s:s + self.batch_size])
                true = outputs[s:s + self.batch_size]
                mean_loss += CCE_loss(pred, true)
                n_batches += 1
                dw, db = self.backward(true)
                for i in range(len(self.weights)):
                    self.weights[i] -= self.lr * dw[i]
                    self.biases[i] -= self.lr * db[i]
            if epoch % 5 == 0:
                print("Average error with epoch:", epoch, mean_loss / n_batches)


if __name__ == "__main__":
    np.random.seed(8)
    # rates of ten counters, most days quiet, a few days a storm
    kinds = np.random.randint(0, 3, 300)
    pattern = np.random.randn(3, 10)
    level = np.where(np.random.rand(300, 1) < 0.03, 200.0, 1.0)
    inputs = level * (pattern[kinds] + 0.2 * np.random.randn(300, 10))
    outputs = np.eye(3)[kinds]
    model = nn_model(10, [24, 3], 16, 0.02)
    model.optimize(inputs, outputs, 21)
    print("accuracy:", np.mean(model.forward(inputs).argmax(axis=1) == kinds))
