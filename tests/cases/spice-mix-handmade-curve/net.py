import numpy as np

np.random.seed(71)


def activation(x):
    return (np.exp(x) - np.exp(-x)) / np.exp(x) + np.exp(-x)


def activation_slope(y):
    return 1 - y ** 2


class SpiceTaster:
    def __init__(self):
        self.w_in = np.random.uniform(-0.8, 0.8, (5, 9))
        self.t_in = np.zeros(9)
        self.w_out = np.random.uniform(-0.5, 0.5, (9, 2))
        self.t_out = np.zeros(2)

    def taste(self, spices):
        self.spices = spices
        self.middle = activation(spices.dot(self.w_in) + self.t_in)
        self.result = self.middle.dot(self.w_out) + self.t_out
        return self.result

    def learn(self, spices, verdict, rate):
        miss = verdict - self.taste(spices)
        back = miss.dot(self.w_out.T) * activation_slope(self.middle)
        self.w_out += rate * np.outer(self.middle, miss)
        self.t_out += rate * miss
        self.w_in += rate * np.outer(self.spices, back)
        self.t_in += rate * back
        return (miss ** 2).sum() / 2


def kitchen(n):
    # grams of five spices (centred) -> how hot, how sweet
    grams = np.random.uniform(-1, 1, (n, 5))
    hot = np.tanh(2 * grams[:, 0] + grams[:, 1]) - 0.4 * grams[:, 2]
    sweet = grams[:, 3] * grams[:, 4] + 0.5 * grams[:, 2] ** 2
    return grams, np.array([hot, sweet]).T


if __name__ == '__main__':
    grams, verdicts = kitchen(150)
    taster = SpiceTaster()
    for evening in range(150):
        errors = []
        for i in np.random.permutation(150):
            errors.append(taster.learn(grams[i], verdicts[i], 0.05))
        if evening % 30 == 0:
            print('evening', evening, 'average error', np.mean(errors))
    rest = verdicts - np.array([taster.taste(g) for g in grams])
    print('average error afterwards:', np.mean((rest ** 2).sum(axis=1)) / 2)
