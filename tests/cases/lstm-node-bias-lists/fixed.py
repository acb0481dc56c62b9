import numpy as np


def sigma(x):
    return 1.0 / (1.0 + np.exp(-x))


class LstmLayer(object):
    """Wxx has the columns [previous output, input]"""

    def __init__(self, input_width, state_width, rng):
        self.state_width = state_width
        for gate in "fiog":
            setattr(self, "W" + gate, rng.uniform(-0.4, 0.4, (state_width, state_width + input_width)))
            setattr(self, "b" + gate, np.zeros((state_width, 1)))
        self.bf += 1.0

    def forward(self, xs):
        h = np.zeros((self.state_width, 1))
        c = np.zeros((self.state_width, 1))
        self.c_list, self.h_list = [c], [h]
        self.z_list, self.f_list, self.i_list, self.o_list, self.g_list = [], [], [], [], []
        for x in xs:
            z = np.vstack([h, x])
            f = sigma(np.dot(self.Wf, z) + self.bf)
            i = sigma(np.dot(self.Wi, z) + self.bi)
            o = sigma(np.dot(self.Wo, z) + self.bo)
            g = np.tanh(np.dot(self.Wg, z) + self.bg)
            c = f * c + i * g
            h = o * np.tanh(c)
            for values, value in ((self.z_list, z), (self.f_list, f), (self.i_list, i), (self.o_list, o),
                                  (self.g_list, g), (self.c_list, c), (self.h_list, h)):
                values.append(value)
        return h

    def backward(self, delta_h):
        T = len(self.z_list)
        delta_c = np.zeros_like(delta_h)
        delta_f_list, delta_i_list = [None] * T, [None] * T
        delta_o_list, delta_g_list = [None] * T, [None] * T
        for t in range(T - 1, -1, -1):
            f, i, o, g = self.f_list[t], self.i_list[t], self.o_list[t], self.g_list[t]
            tc = np.tanh(self.c_list[t + 1])
            delta_o_list[t] = delta_h * tc * o * (1 - o)
            delta_c = delta_c + delta_h * o * (1 - tc ** 2)
            delta_f_list[t] = delta_c * self.c_list[t] * f * (1 - f)
            delta_i_list[t] = delta_c * g * i * (1 - i)
            delta_g_list[t] = delta_c * i * (1 - g ** 2)
            dz = (np.dot(self.Wf.T, delta_f_list[t]) + np.dot(self.Wi.T, delta_i_list[t])
                  + np.dot(self.Wo.T, delta_o_list[t]) + np.dot(self.Wg.T, delta_g_list[t]))
            delta_h = dz[:self.state_width]
            delta_c = delta_c * f
        self.calc_gradient(delta_f_list, delta_i_list, delta_o_list, delta_g_list)

    def calc_gradient(self, delta_f_list, delta_i_list, delta_o_list, delta_g_list):
        self.grads = {k + gate: 0 for gate in "fiog" for k in "Wb"}
        for t, z in enumerate(self.z_list):
            self.grads["Wf"] = self.grads["Wf"] + np.dot(delta_f_list[t], z.T)
            self.grads["Wi"] = self.grads["Wi"] + np.dot(delta_i_list[t], z.T)
            self.grads["Wo"] = self.grads["Wo"] + np.dot(delta_o_list[t], z.T)
            self.grads["Wg"] = self.grads["Wg"] + np.dot(delta_g_list[t], z.T)
            self.grads["bf"] = self.grads["bf"] + delta_f_list[t]
            self.grads["bi"] = self.grads["bi"] + delta_i_list[t]
            self.grads["bo"] = self.grads["bo"] + delta_o_list[t]
            self.grads["bg"] = self.grads["bg"] + delta_g_list[t]

    def update(self, rate):
        for name, grad in self.grads.items():
            setattr(self, name, getattr(self, name) - rate * grad)


class SequenceModel(object):
    def __init__(self, input_width, state_width, rng):
        self.lstm = LstmLayer(input_width, state_width, rng)
        self.v = rng.uniform(-0.4, 0.4, (1, state_width))
        self.v0 = 0.0

    def predict(self, xs):
        self.h = self.lstm.forward(xs)
        return float((np.dot(self.v, self.h) + self.v0)[0, 0])

    def train(self, xs, wish, rate):
        miss = self.predict(xs) - wish
        self.lstm.backward(self.v.T * miss)
        self.v = self.v - rate * miss * self.h.T
        self.v0 = self.v0 - rate * miss
        self.lstm.update(rate)
        return 0.5 * miss ** 2


def make_sequences(n, rng):
    """the wish is the value that was marked"""
    out = []
    for _ in range(n):
        T = rng.randint(5, 9)
        value, mark = rng.uniform(-1, 1, T), np.zeros(T)
        k = rng.randint(T)
        mark[k] = 1
        out.append(([np.array([[a], [b]]) for a, b in zip(value, mark)], value[k]))
    return out


if __name__ == "__main__":
    rng = np.random.RandomState(9)
    sequences = make_sequences(200, rng)
    model = SequenceModel(2, 8, rng)
    for epoch in range(12):
        costs = [model.train(xs, wish, 0.1) for xs, wish in sequences]
        print("epoch", epoch + 1, "mean cost", np.mean(costs))
