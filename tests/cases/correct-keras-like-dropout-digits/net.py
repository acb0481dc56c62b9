import numpy as np

rng = np.random.default_rng(12)


class Layer:
    def build(self, n_in):
        return n_in

    def forward(self, x, training):
        raise NotImplementedError

    def backward(self, grad):
        raise NotImplementedError

    def params(self):
        return []


class Dense(Layer):
    def __init__(self, units):
        self.units = units

    def build(self, n_in):
        limit = np.sqrt(6 / (n_in + self.units))
        self.W = rng.uniform(-limit, limit, (n_in, self.units))
        self.b = np.zeros(self.units)
        return self.units

    def forward(self, x, training):
        self.x = x
        return x @ self.W + self.b

    def backward(self, grad):
        self.dW = self.x.T @ grad
        self.db = grad.sum(axis=0)
        return grad @ self.W.T

    def params(self):
        return [(self.W, self.dW), (self.b, self.db)]


class ReLU(Layer):
    def forward(self, x, training):
        self.on = x > 0
        return x * self.on

    def backward(self, grad):
        return grad * self.on


class Dropout(Layer):
    def __init__(self, rate):
        self.rate = rate

    def forward(self, x, training):
        if not training:
            return x
        keep = 1 - self.rate
        self.mask = (rng.random(x.shape) < keep) / keep
        return x * self.mask

    def backward(self, grad):
        return grad * self.mask


class SoftmaxCrossEntropy:
    def forward(self, logits, labels):
        shifted = logits - logits.max(axis=1, keepdims=True)
        exps = np.exp(shifted)
        self.p = exps / exps.sum(axis=1, keepdims=True)
        self.labels = labels
        return -np.mean(np.log(self.p[np.arange(len(labels)), labels] + 1e-12))

    def backward(self):
        grad = self.p.copy()
        grad[np.arange(len(self.labels)), self.labels] -= 1
        return grad / len(self.labels)


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.t = 0
        self.state = {}

    def step(self, params):
        self.t += 1
        for i, (p, g) in enumerate(params):
            m, v = self.state.get(i, (np.zeros_like(p), np.zeros_like(p)))
            m = self.beta1 * m + (1 - self.beta1) * g
            v = self.beta2 * v + (1 - self.beta2) * g ** 2
            self.state[i] = (m, v)
            m_hat = m / (1 - self.beta1 ** self.t)
            v_hat = v / (1 - self.beta2 ** self.t)
            p -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)


class Sequential:
    def __init__(self, layers):
        self.layers = layers

    def compile(self, input_dim, loss, optimizer):
        self.loss, self.optimizer = loss, optimizer
        for layer in self.layers:
            input_dim = layer.build(input_dim)

    def forward(self, x, training=False):
        for layer in self.layers:
            x = layer.forward(x, training)
        return x

    def train_on_batch(self, x, y):
        value = self.loss.forward(self.forward(x, training=True), y)
        grad = self.loss.backward()
        for layer in reversed(self.layers):
            grad = layer.backward(grad)
        self.optimizer.step([pg for layer in self.layers for pg in layer.params()])
        return value

    def fit(self, x, y, epochs, batch_size, validation_data):
        for epoch in range(epochs):
            order = rng.permutation(len(x))
            losses = []
            for start in range(0, len(x), batch_size):
                idx = order[start:start + batch_size]
                losses.append(self.train_on_batch(x[idx], y[idx]))
            val_loss, val_acc = self.evaluate(*validation_data)
            print(f"epoch {epoch + 1:2d}  loss {np.mean(losses):.4f}  val_loss {val_loss:.4f}  val_acc {val_acc:.3f}")

    def evaluate(self, x, y):
        logits = self.forward(x)
        return self.loss.forward(logits, y), np.mean(logits.argmax(axis=1) == y)


def synthetic_digits(n):
    prototypes = np.random.default_rng(0).random((10, 64)) > 0.5
    labels = rng.integers(0, 10, n)
    images = prototypes[labels] + 0.5 * rng.standard_normal((n, 64))
    return images, labels


x, y = synthetic_digits(1600)
x_train, y_train = x[:1000], y[:1000]
x_val, y_val = x[1000:1300], y[1000:1300]
x_test, y_test = x[1300:], y[1300:]
mean, std = x_train.mean(axis=0), x_train.std(axis=0)
x_train, x_val, x_test = (x_train - mean) / std, (x_val - mean) / std, (x_test - mean) / std

model = Sequential([Dense(64), ReLU(), Dropout(0.3), Dense(32), ReLU(), Dropout(0.2), Dense(10)])
model.compile(64, SoftmaxCrossEntropy(), Adam(lr=0.002))
model.fit(x_train, y_train, epochs=20, batch_size=32, validation_data=(x_val, y_val))
test_loss, test_acc = model.evaluate(x_test, y_test)
print("test accuracy", test_acc)
