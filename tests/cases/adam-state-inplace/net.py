import math
import numpy as np


class Adam:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.state = {}

    def update(self, name, p, grad):
        if name not in self.state:
            self.state[name] = {"step": 0, "exp_avg": np.zeros_like(p), "exp_avg_sq": np.zeros_like(p)}
        state = self.state[name]
        state["step"] += 1
        exp_avg, exp_avg_sq = state["exp_avg"], state["exp_avg_sq"]
        exp_avg *= self.beta1
        exp_avg += (1 - self.beta1) * grad
        exp_avg_sq *= self.beta2
        exp_avg_sq += (1 - self.beta2) * grad ** 2
        # correct the start from zero
        exp_avg /= 1 - self.beta1 ** state["step"]
        exp_avg_sq /= 1 - self.beta2 ** state["step"]
        p -= self.lr * exp_avg / (np.sqrt(exp_avg_sq) + self.eps)


class Classifier:
    def __init__(self, n_in, n_hidden, n_out):
        self.p = {"w1": np.random.randn(n_in, n_hidden) / math.sqrt(n_in), "b1": np.zeros(n_hidden),
                  "w2": np.random.randn(n_hidden, n_out) / math.sqrt(n_hidden), "b2": np.zeros(n_out)}

    def forward(self, x):
        self.x = x
        self.h = np.maximum(x @ self.p["w1"] + self.p["b1"], 0)
        s = self.h @ self.p["w2"] + self.p["b2"]
        e = np.exp(s - s.max(axis=1, keepdims=True))
        self.q = e / e.sum(axis=1, keepdims=True)
        return self.q

    def backward(self, t):
        d = self.q.copy()
        d[np.arange(len(t)), t] -= 1
        d /= len(t)
        dh = (d @ self.p["w2"].T) * (self.h > 0)
        return {"w1": self.x.T @ dh, "b1": dh.sum(axis=0), "w2": self.h.T @ d, "b2": d.sum(axis=0)}


if __name__ == "__main__":
    np.random.seed(8)
    t = np.random.randint(0, 3, 600)
    r = np.random.rand(600)
    phi = 4 * r + t * 2 * math.pi / 3 + np.random.randn(600) * 0.15
    x = np.stack([r * np.cos(phi), r * np.sin(phi)], axis=1) * 2
    net, opt = Classifier(2, 32, 3), Adam(lr=0.01)
    for epoch in range(40):
        order = np.random.permutation(500)
        for k in range(0, 500, 50):
            part = order[k:k + 50]
            net.forward(x[part])
            grads = net.backward(t[part])
            for name in net.p:
                opt.update(name, net.p[name], grads[name])
        if epoch % 8 == 7:
            q = net.forward(x[:500])
            print("epoch", epoch + 1, "loss", -np.mean(np.log(q[np.arange(500), t[:500]] + 1e-12)))
    print("test accuracy:", np.mean(net.forward(x[500:]).argmax(axis=1) == t[500:]))
