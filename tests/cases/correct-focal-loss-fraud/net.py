import numpy as np

np.random.seed(77)

ALPHA, GAMMA = 0.75, 2.0


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def focal_loss(p, y):
    """binary focal loss, averaged"""
    pt = np.where(y == 1, p, 1 - p)
    at = np.where(y == 1, ALPHA, 1 - ALPHA)
    return np.mean(-at * (1 - pt) ** GAMMA * np.log(pt + 1e-12))


def focal_grad(p, y):
    """derivative of the focal loss with respect to the logit"""
    pt = np.where(y == 1, p, 1 - p)
    at = np.where(y == 1, ALPHA, 1 - ALPHA)
    sign = np.where(y == 1, 1.0, -1.0)
    return at * sign * (1 - pt) ** GAMMA * (GAMMA * pt * np.log(pt + 1e-12) - (1 - pt)) / y.size


def make_transactions(n, fraud_share=0.08):
    y = (np.random.rand(n, 1) < fraud_share).astype(float)
    x = np.random.randn(n, 6)
    angle = np.random.uniform(0, 2 * np.pi, n)
    shift = 3.0 * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    x[:, :2] = 0.7 * x[:, :2] + y * shift          # frauds sit on a ring around the honest ones
    return x, y


class Net:
    def __init__(self, n_in, n_hid):
        self.W1 = np.random.randn(n_in, n_hid) * np.sqrt(2 / n_in)
        self.b1 = np.zeros((1, n_hid))
        self.W2 = np.random.randn(n_hid, 1) * np.sqrt(1 / n_hid)
        self.b2 = np.zeros((1, 1))

    def forward(self, x):
        self.x = x
        self.z1 = x.dot(self.W1) + self.b1
        self.a1 = np.maximum(self.z1, 0)
        self.p = sigmoid(self.a1.dot(self.W2) + self.b2)
        return self.p

    def backward(self, y):
        dz2 = focal_grad(self.p, y)
        self.dW2 = self.a1.T.dot(dz2)
        self.db2 = dz2.sum(axis=0, keepdims=True)
        dz1 = dz2.dot(self.W2.T) * (self.z1 > 0)
        self.dW1 = self.x.T.dot(dz1)
        self.db1 = dz1.sum(axis=0, keepdims=True)

    def step(self, lr):
        self.W1 -= lr * self.dW1
        self.b1 -= lr * self.db1
        self.W2 -= lr * self.dW2
        self.b2 -= lr * self.db2


def f1(pred, y):
    tp = np.sum((pred == 1) & (y == 1))
    fp = np.sum((pred == 1) & (y == 0))
    fn = np.sum((pred == 0) & (y == 1))
    return 2 * tp / max(2 * tp + fp + fn, 1)


x_train, y_train = make_transactions(2000)
x_test, y_test = make_transactions(1000)
net = Net(6, 24)
for epoch in range(61):
    idx = np.random.permutation(len(x_train))
    for start in range(0, len(idx), 50):
        batch = idx[start:start + 50]
        net.forward(x_train[batch])
        net.backward(y_train[batch])
        net.step(0.5)
    if epoch % 15 == 0:
        print("epoch %2d  focal loss %.5f" % (epoch, focal_loss(net.forward(x_train), y_train)))

prediction = (net.forward(x_test) > 0.5).astype(int)
print("share of frauds in the test data:", y_test.mean())
print("test F1:", f1(prediction, y_test))
