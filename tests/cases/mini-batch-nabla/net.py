import random
import numpy as np

def sigmoid(z):
    return 1.0/(1.0+np.exp(-z))

def sigmoid_prime(z):
    return sigmoid(z)*(1-sigmoid(z))


class Net():

    def __init__(self, layers):
        self.n = len(layers)
        self.b = [np.random.randn(k, 1) for k in layers[1:]]
        self.w = [np.random.randn(k, j)/np.sqrt(j) for j, k in zip(layers[:-1], layers[1:])]

    def output(self, a):
        for b, w in zip(self.b, self.w):
            a = sigmoid(np.dot(w, a)+b)
        return a

    def sgd(self, examples, epochs, size, eta, test):
        for e in range(epochs):
            random.shuffle(examples)
            for k in range(0, len(examples), size):
                self.batch_step(examples[k:k+size], eta)
            if e % 5 == 4:
                print("Epoch {0}: {1} of {2}".format(e+1, self.score(test), len(test)))

    def batch_step(self, batch, eta):
        sum_b = [np.zeros(b.shape) for b in self.b]
        sum_w = [np.zeros(w.shape) for w in self.w]
        for x, y in batch:
            d_b, d_w = self.backprop(x, y)
            sum_b = [d for s, d in zip(sum_b, d_b)]
            sum_w = [d for s, d in zip(sum_w, d_w)]
        self.w = [w-(eta/len(batch))*s for w, s in zip(self.w, sum_w)]
        self.b = [b-(eta/len(batch))*s for b, s in zip(self.b, sum_b)]

    def backprop(self, x, y):
        d_b, d_w = [None]*(self.n-1), [None]*(self.n-1)
        act, acts, zs = x, [x], []
        for b, w in zip(self.b, self.w):
            z = np.dot(w, act)+b
            zs.append(z)
            act = sigmoid(z)
            acts.append(act)
        delta = (acts[-1]-y)*sigmoid_prime(zs[-1])
        d_b[-1] = delta
        d_w[-1] = np.dot(delta, acts[-2].T)
        for l in range(2, self.n):
            delta = np.dot(self.w[-l+1].T, delta)*sigmoid_prime(zs[-l])
            d_b[-l] = delta
            d_w[-l] = np.dot(delta, acts[-l-1].T)
        return d_b, d_w

    def score(self, test):
        return sum(int(np.argmax(self.output(x)) == np.argmax(y)) for x, y in test)


if __name__ == "__main__":
    np.random.seed(2); random.seed(2)
    glyphs = np.random.rand(12, 30) > 0.5
    def example():
        g = random.randrange(12)
        x = glyphs[g]*1.0+0.35*np.random.randn(30)
        y = np.zeros((4, 1)); y[g % 4] = 1
        return x.reshape(-1, 1), y
    train, test = [example() for _ in range(600)], [example() for _ in range(200)]
    net = Net([30, 20, 4])
    net.sgd(train, 20, 20, 3.0, test)
