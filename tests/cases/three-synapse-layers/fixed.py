from numpy import exp, array, random, dot, mean, where


class DeepNet():
    def __init__(self, n_in, l2, l3, l4):
        random.seed(1)
        self.synapses1 = 2 * random.random((n_in, l2)) - 1
        self.synapses2 = 2 * random.random((l2, l3)) - 1
        self.synapses3 = 2 * random.random((l3, l4)) - 1

    def __sigmoid(self, x):
        return 1 / (1 + exp(-x))

    # slope of the curve, x is the output of a sigmoid
    def __slope(self, x):
        return x * (1 - x)

    def train(self, inputs, outputs, rounds, rate):
        for k in range(rounds):
            a2 = self.__sigmoid(dot(inputs, self.synapses1))
            a3 = self.__sigmoid(dot(a2, self.synapses2))
            output = self.__sigmoid(dot(a3, self.synapses3))

            err4 = outputs - output
            del4 = err4 * self.__slope(output)
            if k % 2000 == 0:
                print("round", k, "error", 0.5 * (err4 ** 2).sum())

            # errors of the layers before
            del3 = dot(self.synapses3, del4.T) * (self.__slope(a3).T)
            del2 = dot(self.synapses2, del3) * (self.__slope(a2).T)

            # how much to turn every weight
            turn3 = dot(a3.T, del4)
            turn2 = dot(a2.T, del3.T)
            turn1 = dot(inputs.T, del2.T)

            self.synapses1 += rate * turn1
            self.synapses2 += rate * turn2
            self.synapses3 += rate * turn3

    def think(self, inputs):
        a2 = self.__sigmoid(dot(inputs, self.synapses1))
        a3 = self.__sigmoid(dot(a2, self.synapses2))
        return self.__sigmoid(dot(a3, self.synapses3))


if __name__ == "__main__":
    net = DeepNet(4, 6, 5, 2)
    # the last column is always 1
    inputs = array([[a, b, c, 1] for a in (0, 1) for b in (0, 1) for c in (0, 1)])
    # first output: majority, second output: first two are different
    outputs = array([[int(sum(row[:3]) >= 2), row[0] ^ row[1]] for row in inputs])
    net.train(inputs, outputs, 10001, 0.3)
    guess = net.think(inputs)
    print(guess.round(3))
    print("squared error", 0.5 * ((outputs - guess) ** 2).sum())
    print("right", mean(where(guess > 0.5, 1, 0) == outputs))
