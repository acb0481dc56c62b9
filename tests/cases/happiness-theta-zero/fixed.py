import numpy as np


class LinearRegression:
    """straight-line model with a penalty on the slopes; labels are a column"""

    def __init__(self, data, labels):
        self.mean = data.mean(axis=0)
        self.deviation = data.std(axis=0)
        self.data = self.prepare(data)
        self.labels = labels
        self.theta = np.zeros((self.data.shape[1], 1))

    def prepare(self, data):
        scaled = (data - self.mean) / self.deviation
        return np.hstack((np.ones((len(data), 1)), scaled))

    @staticmethod
    def hypothesis(data, theta):
        return data @ theta

    def cost_function(self, lambda_param):
        delta = LinearRegression.hypothesis(self.data, self.theta) - self.labels
        rest = self.theta[1:, 0]
        penalty = lambda_param * (rest @ rest)
        return ((delta.T @ delta)[0, 0] + penalty) / (2 * len(self.data))

    def gradient_step(self, alpha, lambda_param):
        num_examples = len(self.data)
        delta = LinearRegression.hypothesis(self.data, self.theta) - self.labels
        reg_param = 1 - alpha * lambda_param / num_examples
        theta = self.theta

        theta = theta * reg_param - alpha * (1 / num_examples) * (delta.T @ self.data).T
        # theta zero must not be shrunk
        theta[0] = self.theta[0] - alpha * (1 / num_examples) * (self.data[:, 0].T @ delta)

        self.theta = theta

    def train(self, alpha, lambda_param, num_iterations):
        history = []
        for i in range(num_iterations):
            self.gradient_step(alpha, lambda_param)
            history.append(self.cost_function(lambda_param))
            if i % 40 == 0:
                print("iteration", i, "cost", history[-1])
        return self.theta, history

    def predict(self, data):
        return LinearRegression.hypothesis(self.prepare(data), self.theta)


if __name__ == "__main__":
    rng = np.random.RandomState(8)
    # wealth and freedom of a country against the happiness it reports
    data = np.column_stack([rng.uniform(0.2, 1.7, 90), rng.uniform(0.05, 0.65, 90)])
    labels = 3.4 + 1.1 * data[:, :1] + 1.8 * data[:, 1:] + 0.3 * rng.randn(90, 1)

    model = LinearRegression(data, labels)
    theta, history = model.train(alpha=0.1, lambda_param=15, num_iterations=401)
    print("theta:", theta.ravel())
    print("mean of the labels:", labels.mean(), "mean of the predictions:", model.predict(data).mean())
    print("cost at the end:", history[-1])
