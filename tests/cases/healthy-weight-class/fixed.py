import numpy as np


class HealthNet:
    def __init__(self, n_inputs, n_hidden):
        self.w_hidden = np.random.randn(n_inputs, n_hidden)
        self.b_hidden = np.zeros(n_hidden)
        self.w_out = np.random.randn(n_hidden, 1) * 0.5
        self.b_out = np.zeros(1)

    def sigmoid(self, x):
        return 1 / (1 + np.exp(-x))

    def predict(self, x):
        self.hidden = self.sigmoid(x @ self.w_hidden + self.b_hidden)
        return self.sigmoid(self.hidden @ self.w_out + self.b_out)

    def log_loss(self, x, y):
        p = self.predict(x)
        return -np.mean(y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12))

    def train(self, x, y, epochs, lr):
        n = len(x)
        for epoch in range(epochs):
            p = self.predict(x)
            # gradient of the log loss
            delta = p - y
            delta_hidden = (delta @ self.w_out.T) * self.hidden * (1 - self.hidden)
            self.w_out -= lr * self.hidden.T @ delta / n
            self.b_out -= lr * delta.sum(axis=0) / n
            self.w_hidden -= lr * x.T @ delta_hidden / n
            self.b_hidden -= lr * delta_hidden.sum(axis=0) / n
            if epoch % 1000 == 0:
                print("epoch", epoch, "log loss", self.log_loss(x, y))


if __name__ == "__main__":
    np.random.seed(30)
    # height in cm, weight in kg, age in years; healthy = body mass index between 20 and 27
    height = np.random.normal(172, 10, 300)
    weight = np.random.normal(70, 14, 300)
    age = np.random.randint(18, 80, 300)
    bmi = weight / (height / 100) ** 2
    people = np.stack([height, weight, age], axis=1)
    healthy = ((bmi > 20) & (bmi < 27)).astype(float).reshape(-1, 1)
    inputs = (people - people.mean(axis=0)) / people.std(axis=0)
    net = HealthNet(3, 6)
    net.train(inputs, healthy, 5000, 1.0)
    print("predictions:", net.predict(inputs[:5]).ravel())
    print("log loss at the end:", net.log_loss(inputs, healthy))
