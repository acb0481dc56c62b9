import numpy as np


class Regressor:
    """one hidden layer, trained with momentum"""

    def __init__(self, n_in, n_hidden, pace=0.02, inertia=0.8):
        self.pace = pace
        self.inertia = inertia
        self.w = {
            "hidden": np.random.randn(n_in, n_hidden) * np.sqrt(2 / n_in),
            "hidden_bias": np.zeros((1, n_hidden)),
            "out": np.random.randn(n_hidden, 1) * np.sqrt(1 / n_hidden),
            "out_bias": np.zeros((1, 1)),
        }
        self.last_speed = {k: 0.0 for k in self.w}

    def predict(self, x):
        self.pre = x @ self.w["hidden"] + self.w["hidden_bias"]
        self.act = np.maximum(self.pre, 0)
        return self.act @ self.w["out"] + self.w["out_bias"]

    def slopes(self, x, y):
        diff = self.predict(x) - y
        loss = np.mean(diff ** 2)
        d_out = 2 * diff / len(x)
        d_hidden = (d_out @ self.w["out"].T) * (self.pre > 0)
        return loss, {
            "hidden": x.T @ d_hidden,
            "hidden_bias": d_hidden.sum(axis=0, keepdims=True),
            "out": self.act.T @ d_out,
            "out_bias": d_out.sum(axis=0, keepdims=True),
        }

    def move(self, key, gradient):
        speed = self.last_speed[key] * self.inertia - self.pace * gradient
        self.w[key] = self.w[key] + self.inertia * speed - self.pace * gradient
        self.last_speed[key] = speed

    def fit(self, x, y, epochs, batch):
        for epoch in range(epochs):
            order = np.random.permutation(len(x))
            total = 0
            for k in range(0, len(x), batch):
                rows = order[k:k + batch]
                loss, gradients = self.slopes(x[rows], y[rows])
                for key in gradients:
                    self.move(key, gradients[key])
                total += loss * len(rows)
            if epoch % 10 == 0:
                print("epoch", epoch, "loss", total / len(x))


if __name__ == "__main__":
    np.random.seed(5)
    # rooms, age, distance -> price, everything already standardised
    x = np.random.randn(400, 3)
    y = 1.5 * x[:, :1] - np.abs(x[:, 1:2]) + 0.5 * x[:, :1] * x[:, 2:] + 0.1 * np.random.randn(400, 1)
    model = Regressor(3, 24)
    model.fit(x[:300], y[:300], epochs=51, batch=25)
    print("test mse:", np.mean((model.predict(x[300:]) - y[300:]) ** 2))
