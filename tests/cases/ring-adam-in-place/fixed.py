import numpy as np


class AdamStep:
    def __init__(self, parameters, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
        self.parameters = parameters
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.mean = {k: np.zeros_like(v) for k, v in parameters.items()}
        self.power = {k: np.zeros_like(v) for k, v in parameters.items()}
        self.count = 0

    def step(self, gradients):
        self.count += 1
        for k in self.parameters:
            mean, power = self.mean[k], self.power[k]
            mean *= self.beta1
            mean += (1 - self.beta1) * gradients[k]
            power *= self.beta2
            power += (1 - self.beta2) * gradients[k] ** 2
            mean = mean / (1 - self.beta1 ** self.count)
            power = power / (1 - self.beta2 ** self.count)
            self.parameters[k] -= self.lr * mean / (np.sqrt(power) + self.eps)


def logits(x, q):
    z = x.dot(q["w1"]) + q["b1"]
    h = np.maximum(z, 0)
    return h, h.dot(q["w2"]) + q["b2"]


def gradients_and_loss(x, t, q):
    h, out = logits(x, q)
    p = 1 / (1 + np.exp(-out))
    loss = np.mean(np.logaddexp(0, out) - t * out)
    d_out = (p - t) / len(x)
    d_z = d_out.dot(q["w2"].T) * (h > 0)
    return loss, {"w2": h.T.dot(d_out), "b2": d_out.sum(axis=0),
                  "w1": x.T.dot(d_z), "b1": d_z.sum(axis=0)}


def ring_data(n, rng):
    x = rng.uniform(-1.5, 1.5, (n, 2))
    t = (np.abs(np.sqrt((x ** 2).sum(axis=1)) - 1) < 0.3).astype(float)[:, None]
    return x, t


if __name__ == "__main__":
    rng = np.random.default_rng(8)
    x, t = ring_data(400, rng)
    q = {"w1": rng.normal(0, 1, (2, 24)), "b1": np.zeros(24),
         "w2": rng.normal(0, 0.2, (24, 1)), "b2": np.zeros(1)}
    optimiser = AdamStep(q, lr=0.01)
    for it in range(1500):
        rows = rng.choice(400, 80, replace=False)
        loss, grads = gradients_and_loss(x[rows], t[rows], q)
        optimiser.step(grads)
        if it % 300 == 0:
            print("iteration", it, "loss", loss)
    right = np.mean((logits(x, q)[1] > 0) == (t > 0.5))
    print("share inside/outside right:", right)
