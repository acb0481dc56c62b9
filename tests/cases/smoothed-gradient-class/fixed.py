import numpy as np

def sigmoid(x):
    return 1 / (1 + np.exp(-x))

def sigmoid_derivative(x):
    sig = 1 / (1 + np.exp(-x))
    return sig * (1 - sig)

class NeuralNetwork:
    def __init__(self, x, y, units=8):
        self.input = x
        self.y = y
        self.weights1 = np.random.randn(x.shape[1], units) 
        self.bias1 = np.random.randn(1, units)
        self.weights2 = np.random.randn(units, 1) * 0.3
        self.bias2 = np.zeros((1, 1))
        self.v_w1 = 0
        self.v_b1 = 0
        self.v_w2 = 0
        self.v_b2 = 0
        self.alpha = 0.3      # learning rate
        self.beta = 0.8       # how much of the old direction is kept

    def feedforward(self):
        self.layer1 = sigmoid(np.dot(self.input, self.weights1) + self.bias1)
        self.output = np.dot(self.layer1, self.weights2) + self.bias2

    def backprop(self):
        n = len(self.input)
        err = (self.output - self.y) / n
        back = np.dot(err, self.weights2.T) * sigmoid_derivative(np.dot(self.input, self.weights1) + self.bias1)

        d_weights2 = np.dot(self.layer1.T, err)
        d_bias2 = np.sum(err, axis=0, keepdims=True)
        d_weights1 = np.dot(self.input.T, back)
        d_bias1 = np.sum(back, axis=0, keepdims=True)

        # moving averages
        self.v_w1 = self.beta * self.v_w1 + (1 - self.beta) * d_weights1
        self.v_b1 = self.beta * self.v_b1 + (1 - self.beta) * d_bias1
        self.v_w2 = self.beta * self.v_w2 + (1 - self.beta) * d_weights2
        self.v_b2 = self.beta * self.v_b2 + (1 - self.beta) * d_bias2

        self.weights1 = self.weights1 - self.alpha * self.v_w1
        self.bias1 = self.bias1 - self.alpha * self.v_b1
        self.weights2 = self.weights2 - self.alpha * self.v_w2
        self.bias2 = self.bias2 - self.alpha * self.v_b2

    def train(self, iterations):
        for i in range(iterations):
            self.feedforward()
            self.backprop()
            if i % 1000 == 0:
                print(i, "loss", np.mean((self.y - self.output) ** 2))

np.random.seed(11)
x = np.linspace(-3, 3, 120).reshape(-1, 1)
y = x ** 2 / 3 + 0.1 * x
nn = NeuralNetwork(x, y)
nn.train(5000)
nn.feedforward()
print("final loss", np.mean((nn.y - nn.output) ** 2))
