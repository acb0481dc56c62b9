import math
import random


# an activation is a pair: the function, and its derivative as the layer needs it (from the output)
def act_linear(x):
    return x


def act_linear_df(y):
    return 1.0


def act_tanh(x):
    return math.tanh(x)


def act_tanh_df(y):
    return 1.0 - y * y


def act_softplus(x):
    return math.log1p(math.exp(x)) if x < 30 else x


def act_softplus_df(y):
    return 1 / (1 + math.exp(-y))


LINEAR = (act_linear, act_linear_df)
TANH = (act_tanh, act_tanh_df)
SOFTPLUS = (act_softplus, act_softplus_df)


class Layer:
    def __init__(self, n_in, n_out, act):
        self.act, self.df = act
        self.w = [[random.uniform(-1, 1) for _ in range(n_in + 1)] for _ in range(n_out)]
        self.out = [0.0] * n_out

    def forward(self, x):
        self.x = x
        for i, row in enumerate(self.w):
            total = row[-1]
            for j, v in enumerate(x):
                total += row[j] * v
            self.out[i] = self.act(total)
        return list(self.out)

    def backward(self, err, rate):
        back = [0.0] * len(self.x)
        for i, row in enumerate(self.w):
            d = err[i] * self.df(self.out[i])
            for j, v in enumerate(self.x):
                back[j] += row[j] * d
                row[j] += rate * d * v
            row[-1] += rate * d
        return back


class Network:
    def __init__(self, *layers):
        self.layers = layers

    def predict(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def train(self, x, y, rate):
        o = self.predict(x)
        err = [b - a for a, b in zip(o, y)]
        for layer in reversed(self.layers):
            err = layer.backward(err, rate)
        return sum((b - a) ** 2 for a, b in zip(o, y)) / len(y)


if __name__ == "__main__":
    random.seed(8)
    net = Network(Layer(2, 10, SOFTPLUS), Layer(10, 1, LINEAR))
    rows = []
    for _ in range(120):
        a, b = random.uniform(-2, 2), random.uniform(-2, 2)
        rows.append(([a, b], [abs(a) - max(b, 0.0)]))
    for epoch in range(300):
        mse = sum(net.train(x, y, 0.02) for x, y in rows) / len(rows)
        if epoch % 50 == 49:
            print("epoch", epoch + 1, "mse", mse)
