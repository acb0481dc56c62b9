import numpy as np


def logistic(v):
    return 1 / (1 + np.exp(-v))


class GatedUnit:
    """h = (1 - f) * h_before + f * c, with the gate f and the candidate c"""

    def __init__(self, n_in, n_state, rng):
        n = n_state + n_in
        self.n_state = n_state
        self.Wf, self.bf = rng.normal(0, n ** -0.5, (n_state, n)), np.zeros((n_state, 1))
        self.Wc, self.bc = rng.normal(0, n ** -0.5, (n_state, n)), np.zeros((n_state, 1))
        self.Wy, self.by = rng.normal(0, n_state ** -0.5, (1, n_state)), np.zeros((1, 1))

    def forward(self, xs):
        self.h_list = [np.zeros((self.n_state, 1))]
        self.in_list, self.f_list, self.c_list, self.y_list = [], [], [], []
        for x in xs:
            z = np.vstack([self.h_list[-1], [[x]]])
            f = logistic(self.Wf @ z + self.bf)
            c = np.tanh(self.Wc @ z + self.bc)
            h = (1 - f) * self.h_list[-1] + f * c
            self.in_list.append(z)
            self.f_list.append(f)
            self.c_list.append(c)
            self.h_list.append(h)
            self.y_list.append((self.Wy @ h + self.by)[0, 0])
        return np.array(self.y_list)

    def backward(self, ts):
        T = len(ts)
        self.delta_f_list, self.delta_c_list = [None] * T, [None] * T
        self.Wy_grad, self.by_grad = np.zeros(self.Wy.shape), np.zeros(self.by.shape)
        back = np.zeros((self.n_state, 1))
        for t in range(T - 1, -1, -1):
            dy = (self.y_list[t] - ts[t]) / T
            self.Wy_grad += dy * self.h_list[t + 1].T
            self.by_grad += dy
            dh = dy * self.Wy.T + back
            f, c, z = self.f_list[t], self.c_list[t], self.in_list[t]
            self.delta_f_list[t] = dh * (c - self.h_list[t]) * f * (1 - f)
            self.delta_c_list[t] = dh * f * (1 - c * c)
            dz = self.Wf.T @ self.delta_f_list[t] + self.Wc.T @ self.delta_c_list[t]
            back = dh * (1 - f) + dz[:self.n_state]
        self.calc_gradients(T)

    def calc_gradients(self, T):
        self.Wf_grad, self.bf_grad = np.zeros(self.Wf.shape), np.zeros(self.bf.shape)
        self.Wc_grad, self.bc_grad = np.zeros(self.Wc.shape), np.zeros(self.bc.shape)
        for t in range(T):
            self.Wf_grad += self.delta_f_list[t] @ self.in_list[t].T
            self.bf_grad += self.delta_f_list[t]
            self.Wc_grad += self.delta_c_list[t] @ self.in_list[t].T
            self.bc_grad += self.delta_c_list[t]

    def update(self, rate):
        for name in ("Wf", "bf", "Wc", "bc", "Wy", "by"):
            getattr(self, name)[...] -= rate * getattr(self, name + "_grad")


if __name__ == "__main__":
    rng = np.random.default_rng(4)
    unit = GatedUnit(1, 10, rng)
    # heating power from the outside temperature: a smoothed and shifted echo
    for step in range(1500):
        xs = rng.uniform(-1, 1, 12)
        ts, warm = [], 0.0
        for x in xs:
            warm = 0.6 * warm + 0.4 * x
            ts.append(2 - 1.5 * warm)
        ys = unit.forward(xs)
        unit.backward(ts)
        unit.update(0.1)
        if step % 250 == 249:
            print("step", step + 1, "mse", np.mean((ys - ts) ** 2))
