import numpy as np


class XnorNetwork():
    def __init__(self, units):
        np.random.seed(1)
        self.first = np.random.normal(0, 1, (2, units))
        self.first_bias = np.zeros((1, units))
        self.second = np.random.normal(0, 1, (units, 1))
        self.second_bias = np.zeros((1, 1))

    def think(self, inputs):
        self.middle = np.tanh(np.dot(inputs, self.first) + self.first_bias)
        return 1 / (1 + np.exp(-(np.dot(self.middle, self.second) + self.second_bias)))

    def cost(self, inputs, outputs):
        o = self.think(inputs)
        return -np.mean(outputs * np.log(o) + (1 - outputs) * np.log(1 - o))

    def train(self, inputs, outputs, iterations, rate):
        for iteration in range(iterations):
            o = self.think(inputs)
            error = (outputs - o) / len(inputs)
            middle_error = np.dot(error, self.second.T) * (1 - self.middle ** 2)
            # go in the direction of the error
            self.second += rate * np.dot(self.middle.T, error)
            self.second_bias += rate * np.sum(error, axis=0)
            self.first += rate * np.dot(inputs.T, middle_error)
            self.first_bias += rate * np.sum(middle_error, axis=0)
            if iteration % 1000 == 0:
                print("iteration", iteration, "cost", self.cost(inputs, outputs))


if __name__ == "__main__":
    rows = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
    wanted = np.array([[1, 0, 0, 1]], dtype=float).T
    brain = XnorNetwork(5)
    brain.train(rows, wanted, 4000, 0.5)
    print(brain.think(rows))
    print("cost", brain.cost(rows, wanted), "at last")
