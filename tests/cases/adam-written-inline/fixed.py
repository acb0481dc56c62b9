import numpy as np

np.random.seed(8)
alpha, beta_m, beta_v, eps = 0.02, 0.9, 0.999, 1e-8

# temperature over the hours of two days (scaled)
hour = np.linspace(-1, 1, 96)[:, None]
temp = np.sin(2 * np.pi * hour) + 0.3 * hour + 0.05 * np.random.randn(96, 1)

theta = {"w1": np.random.randn(1, 16), "b1": np.random.randn(16) * 0.5,
         "w2": np.random.randn(16, 16) / 4, "b2": np.zeros(16),
         "w3": np.random.randn(16, 1) / 4, "b3": np.zeros(1)}
m = {key: 0 for key in theta}
v = {key: 0 for key in theta}


def run(x):
    a1 = np.tanh(x @ theta["w1"] + theta["b1"])
    a2 = np.tanh(a1 @ theta["w2"] + theta["b2"])
    return a1, a2, a2 @ theta["w3"] + theta["b3"]


for i in range(1, 1501):
    a1, a2, guess = run(hour)
    d3 = 2 * (guess - temp) / len(temp)
    d2 = d3 @ theta["w3"].T * (1 - a2 ** 2)
    d1 = d2 @ theta["w2"].T * (1 - a1 ** 2)
    g = {"w3": a2.T @ d3, "b3": d3.sum(0), "w2": a1.T @ d2, "b2": d2.sum(0), "w1": hour.T @ d1, "b1": d1.sum(0)}
    for key in theta:
        m[key] = beta_m * m[key] + (1 - beta_m) * g[key]
        v[key] = beta_v * v[key] + (1 - beta_v) * g[key] ** 2
        # both start at zero, correct for that
        m_hat = m[key] / (1 - beta_m ** i)
        v_hat = v[key] / (1 - beta_v ** i)
        theta[key] = theta[key] - alpha * m_hat / (np.sqrt(v_hat) + eps)
    if i % 250 == 0:
        print("step", i, "mse", np.mean((guess - temp) ** 2))
