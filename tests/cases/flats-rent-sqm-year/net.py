import numpy as np

np.random.seed(55)


class RentNet:
    def __init__(self):
        self.w1 = np.random.randn(3, 10)
        self.b1 = np.random.randn(10)
        self.w2 = np.random.randn(10, 1) * 0.5
        self.b2 = np.zeros(1)

    def forward(self, flats):
        self.h = 1 / (1 + np.exp(-np.clip(flats @ self.w1 + self.b1, -500, 500)))
        return self.h @ self.w2 + self.b2

    def fit(self, flats, rent, rate, epochs):
        n = flats.shape[0]
        for epoch in range(epochs):
            out = self.forward(flats)
            g = (out - rent) / n
            g_h = (g @ self.w2.T) * self.h * (1 - self.h)
            self.w2 -= rate * (self.h.T @ g)
            self.b2 -= rate * g.sum(axis=0)
            self.w1 -= rate * (flats.T @ g_h)
            self.b1 -= rate * g_h.sum(axis=0)
            if epoch % 500 == 0:
                print("epoch", epoch, "loss", 0.5 * np.mean((out - rent) ** 2))


def advertisements(n):
    sqm = np.random.uniform(18, 160, n)
    year = np.random.randint(1900, 2024, n)
    floor = np.random.randint(0, 9, n)
    rent = 4 + 9 * np.sqrt(sqm / 100) + 0.5 * np.sin(floor) + 1.5 * (year > 1990)
    return np.column_stack([sqm, year, floor]).astype(float), rent.reshape(n, 1)


flats, rent = advertisements(300)
rent_mean, rent_std = rent.mean(), rent.std()
target = (rent - rent_mean) / rent_std
net = RentNet()
net.fit(flats, target, 0.3, 2500)
guess = net.forward(flats)
for i in range(4):
    print(flats[i], "rent", rent[i], "guess", guess[i] * rent_std + rent_mean)
print("explained:", 1 - np.mean((guess - target) ** 2))
