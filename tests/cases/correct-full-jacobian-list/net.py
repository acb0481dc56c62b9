import numpy as np


class Layer:
    def __init__(self, n_in, n_out, kind):
        self.matrix = np.random.normal(0, 1 / np.sqrt(n_in), size=(n_out, n_in))
        self.vector = np.random.normal(0, 0.1, size=n_out)
        self.kind = kind

    def value(self, x):
        self.x = x
        z = np.dot(self.matrix, x) + self.vector
        if self.kind == 'softmax':
            z = np.exp(z - z.max())
            self.y = z / z.sum()
        else:
            self.y = 1 / (1 + np.exp(-z))
        return self.y

    def jacobian(self):
        """d y_i / d z_j, a full matrix for both kinds"""
        if self.kind == 'softmax':
            return np.diag(self.y) - np.outer(self.y, self.y)
        return np.diag(self.y * (1 - self.y))

    def pull_back(self, row):
        """row = d loss / d y as a row; leaves the parameter gradients behind"""
        at_z = np.dot(row, self.jacobian())
        self.d_matrix = np.outer(at_z, self.x)
        self.d_vector = at_z
        return np.dot(at_z, self.matrix)


def cross_entropy(y, t):
    return -np.dot(t, np.log(y))


def d_cross_entropy(y, t):
    return -t / y


if __name__ == '__main__':
    np.random.seed(15)
    seasons = np.eye(4)
    temp = {0: (2, 20), 1: (12, 45), 2: (24, 60), 3: (13, 30)}          # mean temperature, hours of sun
    days = []
    for k in range(300):
        season = k % 4
        t, sun = temp[season]
        days.append((np.array([(t + 3 * np.random.randn()) / 10 - 1, (sun + 6 * np.random.randn()) / 20 - 2]), seasons[season]))
    net = [Layer(2, 10, 'sigmoid'), Layer(10, 4, 'softmax')]
    for epoch in range(60):
        loss = 0
        for k in np.random.permutation(len(days)):
            x, t = days[k]
            for layer in net:
                x = layer.value(x)
            loss += cross_entropy(x, t)
            row = d_cross_entropy(x, t)
            for layer in reversed(net):
                row = layer.pull_back(row)
            for layer in net:
                layer.matrix -= 0.2 * layer.d_matrix
                layer.vector -= 0.2 * layer.d_vector
        if epoch % 10 == 0:
            print('epoch', epoch, 'loss per day', loss / len(days))
    print('last loss per day', loss / len(days))
