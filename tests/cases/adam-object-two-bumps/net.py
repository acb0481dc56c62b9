import numpy as np


class AdamOptimizer:
    def __init__(self, params, step_size=0.02, beta1=0.9, beta2=0.999):
        self.step_size, self.beta1, self.beta2 = step_size, beta1, beta2
        self.first = {k: np.zeros_like(p) for k, p in params.items()}
        self.second = {k: np.zeros_like(p) for k, p in params.items()}
        self.count = 0

    def apply(self, params, grads):
        self.count += 1
        for k in params:
            self.first[k] = self.beta1 * self.first[k] + (1 - self.beta1) * grads[k]
            self.second[k] = self.beta2 * self.second[k] + (1 - self.beta2) * grads[k] ** 2
            m_hat = self.first[k] / (1 - self.beta1 ** self.count)
            v_hat = self.second[k] / (1 - self.beta2 ** self.count)
            params[k] -= self.step_size * m_hat / (np.sqrt(v_hat) + 1e-8)


class CurveModel:
    def __init__(self, hidden, seed):
        rng = np.random.default_rng(seed)
        self.params = {
            "w_in": rng.normal(0, 1.0, (1, hidden)),
            "b_in": rng.uniform(-2, 2, hidden),
            "w_out": rng.normal(0, 1 / np.sqrt(hidden), (hidden, 1)),
            "b_out": np.zeros(1),
        }

    def forward(self, x):
        self.x = x
        self.h = np.tanh(x @ self.params["w_in"] + self.params["b_in"])
        return self.h @ self.params["w_out"] + self.params["b_out"]

    def backward(self, d_out):
        d_h = d_out @ self.params["w_out"].T * (1 - self.h ** 2)
        return {"w_out": self.h.T @ d_out, "b_out": d_out.sum(axis=0),
                "w_in": self.x.T @ d_h, "b_in": d_h.sum(axis=0)}


def main():
    x = np.linspace(-3, 3, 200).reshape(-1, 1)
    y = np.exp(-4 * (x - 1) ** 2) - 0.7 * np.exp(-3 * (x + 1.2) ** 2)
    model = CurveModel(20, seed=1)
    for epoch in range(1, 2001):
        optimizer = AdamOptimizer(model.params)
        out = model.forward(x)
        loss = np.mean((out - y) ** 2)
        grads = model.backward(2 * (out - y) / len(x))
        optimizer.apply(model.params, grads)
        if epoch % 250 == 0:
            print("epoch %d  loss %.6f" % (epoch, loss))


if __name__ == "__main__":
    main()
