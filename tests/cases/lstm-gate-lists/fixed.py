import numpy as np


def sigmoid(x):
    return 1.0 / (1.0 + np.exp(-x))


class LstmLayer(object):
    def __init__(self, n_in, n_state, rate):
        self.n_state = n_state
        self.rate = rate
        self.W = {}
        self.b = {}
        for gate in "fioc":
            self.W[gate] = np.random.uniform(-0.4, 0.4, (n_state, n_state + n_in))
            self.b[gate] = np.zeros((n_state, 1))
        self.V = np.random.uniform(-0.4, 0.4, (1, n_state))
        self.v = np.zeros((1, 1))

    def forward(self, xs):
        zero = np.zeros((self.n_state, 1))
        self.c_list, self.h_list = [zero], [zero]
        self.f_list, self.i_list, self.o_list, self.ct_list, self.hx_list = [], [], [], [], []
        for x in xs:
            hx = np.concatenate([self.h_list[-1], x])
            f = sigmoid(np.dot(self.W["f"], hx) + self.b["f"])
            i = sigmoid(np.dot(self.W["i"], hx) + self.b["i"])
            o = sigmoid(np.dot(self.W["o"], hx) + self.b["o"])
            ct = np.tanh(np.dot(self.W["c"], hx) + self.b["c"])
            c = f * self.c_list[-1] + i * ct
            self.f_list.append(f)
            self.i_list.append(i)
            self.o_list.append(o)
            self.ct_list.append(ct)
            self.hx_list.append(hx)
            self.c_list.append(c)
            self.h_list.append(o * np.tanh(c))
        return np.dot(self.V, self.h_list[-1]) + self.v

    def backward(self, miss):
        self.W_grad = {g: np.zeros_like(self.W[g]) for g in "fioc"}
        self.b_grad = {g: np.zeros_like(self.b[g]) for g in "fioc"}
        self.V_grad = miss * self.h_list[-1].T
        self.v_grad = miss
        dh = self.V.T * miss
        dc = np.zeros_like(dh)
        for t in reversed(range(len(self.f_list))):
            f, i, o, ct = self.f_list[t], self.i_list[t], self.o_list[t], self.ct_list[t]
            tc = np.tanh(self.c_list[t + 1])
            dc = dc + dh * o * (1 - tc ** 2)
            delta_o = dh * tc * o * (1 - o)
            delta_f = dc * self.c_list[t] * f * (1 - f)
            delta_i = dc * ct * i * (1 - i)
            delta_ct = dc * i * (1 - ct ** 2)
            self.add_gradient("f", delta_f, delta_f, t)
            self.add_gradient("i", delta_i, delta_i, t)
            self.add_gradient("o", delta_o, delta_o, t)
            self.add_gradient("c", delta_ct, delta_ct, t)
            d_hx = (np.dot(self.W["f"].T, delta_f) + np.dot(self.W["i"].T, delta_i)
                    + np.dot(self.W["o"].T, delta_o) + np.dot(self.W["c"].T, delta_ct))
            dh = d_hx[:self.n_state]
            dc = dc * f

    def add_gradient(self, gate, delta, b_delta, t):
        self.W_grad[gate] += np.dot(delta, self.hx_list[t].T)
        self.b_grad[gate] += b_delta

    def update(self):
        for gate in "fioc":
            self.W[gate] -= self.rate * self.W_grad[gate]
            self.b[gate] -= self.rate * self.b_grad[gate]
        self.V -= self.rate * self.V_grad
        self.v -= self.rate * self.v_grad


if __name__ == "__main__":
    np.random.seed(6)
    # signed sum over a short sequence, scaled
    songs = np.random.choice([-1.0, 1.0], size=(120, 6, 1, 1))
    sums = songs.sum(axis=(1, 2, 3)) / 6
    lstm = LstmLayer(1, 8, 0.1)
    for epoch in range(25):
        loss = 0
        for xs, target in zip(songs, sums):
            miss = lstm.forward(xs) - target
            loss += 0.5 * miss[0, 0] ** 2
            lstm.backward(miss)
            lstm.update()
        if epoch % 4 == 0:
            print("epoch", epoch, "loss", loss / len(songs))
    print("last loss", loss / len(songs))
