from numpy import exp, array, random, dot


class NeuronLayer():
    def __init__(self, number_of_neurons, number_of_inputs_per_neuron):
        self.synaptic_weights = 2 * random.random((number_of_inputs_per_neuron, number_of_neurons)) - 1


class NeuralNetwork():
    def __init__(self, layer1, layer2):
        self.layer1 = layer1
        self.layer2 = layer2

    def __sigmoid(self, x):
        return 1 / (1 + exp(-x))

    def __sigmoid_derivative(self, x):
        return x * (1 - x)

    def train(self, set_inputs, set_outputs, iterations):
        for i in range(iterations):
            from_layer_1, from_layer_2 = self.think(set_inputs)

            # how far off is the second layer
            layer2_error = set_outputs - from_layer_2
            layer2_delta = layer2_error * self.__sigmoid_derivative(from_layer_2)

            # how much did the first layer contribute
            layer1_error = layer2_delta.dot(self.layer2.synaptic_weights.T)
            layer1_delta = layer1_error * self.__sigmoid_derivative(from_layer_1)

            layer1_adjustment = set_inputs.T.dot(layer1_delta)
            layer2_adjustment = from_layer_1.T.dot(layer2_delta)
            self.layer1.synaptic_weights += layer1_adjustment
            self.layer2.synaptic_weights += layer2_adjustment
            if i % 4000 == 0:
                print("iteration", i, "error", abs(layer2_error).mean())

    def think(self, inputs):
        from_layer1 = self.__sigmoid(dot(inputs, self.layer1.synaptic_weights))
        from_layer2 = self.__sigmoid(dot(from_layer1, self.layer2.synaptic_weights))
        return from_layer1, from_layer2


if __name__ == "__main__":
    random.seed(1)
    layer1 = NeuronLayer(4, 3)
    layer2 = NeuronLayer(1, 4)
    net = NeuralNetwork(layer1, layer2)

    # exclusive or of the first two, the third does not matter
    set_inputs = array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [0, 1, 0], [1, 0, 0], [1, 1, 1], [0, 0, 0]])
    set_outputs = array([[0, 1, 1, 1, 1, 0, 0]]).T
    net.train(set_inputs, set_outputs, 20000)

    hidden_state, output = net.think(array([1, 1, 0]))
    print("new situation [1, 1, 0] ->", output[0])
    print("mean error:", abs(set_outputs - net.think(set_inputs)[1]).mean())
