import numpy as np


def adam_update(w, grad_w, mt, vt, rate, it):
    beta1, beta2, eps = 0.9, 0.999, 1e-8
    mt = mt * beta1 + (1 - beta1) * grad_w
    vt = vt * beta2 + (1 - beta2) * grad_w ** 2
    mt_hat = mt / (1 - beta1 ** it)
    vt_hat = vt / (1 - beta2 ** it)
    return w - rate * mt_hat / (np.sqrt(vt_hat) + eps), mt, vt


def glorot(n_in, n_out):
    return np.random.normal(0, np.sqrt(2 / (n_in + n_out)), (n_in, n_out))


class CurveNet:
    def __init__(self, X, Y, widths):
        self.X, self.Y = X, Y
        self.widths = widths
        self.W = [glorot(a, b) for a, b in zip(widths[:-1], widths[1:])]
        self.B = [np.zeros((1, b)) for b in widths[1:]]

    def loss_and_grads(self):
        depth = len(self.W)
        W, B = self.W, self.B

        # H: sums, A: what goes into the next layer
        H, A = [None] * depth, [None] * depth
        H[0] = self.X
        A[0] = self.X
        for l in range(depth - 1):
            H[l + 1] = np.dot(A[l], W[l]) + B[l]
            A[l + 1] = np.tanh(H[l + 1])
        pred = np.dot(A[depth - 1], W[depth - 1]) + B[depth - 1]
        loss = 0.5 * np.sum((pred - self.Y) ** 2)

        G, dW, dB = [None] * depth, [None] * depth, [None] * depth
        G[depth - 1] = pred - self.Y
        for l in range(depth - 1, 0, -1):
            dW[l] = np.dot(A[l].T, G[l])
            dB[l] = np.sum(G[l], axis=0, keepdims=True)
            G[l - 1] = (1 - A[l] ** 2) * np.dot(G[l], W[l].T)
        dW[0] = np.dot(H[0].T, G[0])
        dB[0] = np.sum(G[0], axis=0, keepdims=True)
        return loss, dW, dB

    def train(self, max_iter, rate):
        depth = len(self.W)
        mW, vW = [np.zeros(w.shape) for w in self.W], [np.zeros(w.shape) for w in self.W]
        mB, vB = [np.zeros(b.shape) for b in self.B], [np.zeros(b.shape) for b in self.B]
        for it in range(1, max_iter + 1):
            loss, dW, dB = self.loss_and_grads()
            for l in range(depth):
                self.W[l], mW[l], vW[l] = adam_update(self.W[l], dW[l], mW[l], vW[l], rate, it)
                self.B[l], mB[l], vB[l] = adam_update(self.B[l], dB[l], mB[l], vB[l], rate, it)
            if it % 500 == 0:
                print('Iteration: %d, loss: %.5f, rate: %.0e' % (it, loss, rate))

    def test(self, X):
        A = X
        for w, b in zip(self.W[:-1], self.B[:-1]):
            A = np.tanh(np.dot(A, w) + b)
        return np.dot(A, self.W[-1]) + self.B[-1]


if __name__ == '__main__':
    np.random.seed(5)
    X = np.linspace(-2, 2, 120).reshape(-1, 1)
    Y = X * np.cos(4 * X) + 0.02 * np.random.randn(*X.shape)
    model = CurveNet(X, Y, [1] + 4 * [12] + [1])
    model.train(2000, 1e-2)
    model.train(1000, 1e-3)
    X_new = np.random.uniform(-2, 2, (100, 1))
    Y_new = X_new * np.cos(4 * X_new)
    print('Error %e' % (np.linalg.norm(model.test(X_new) - Y_new) / np.linalg.norm(Y_new)))
