import math
import random


class Unit:
    def __init__(self, n):
        self.w = [random.uniform(-1, 1) for _ in range(n + 1)]  # last one: bias
        self.last = [0.0] * (n + 1)
        self.out = 0.0

    def fire(self, xs):
        self.xs = xs + [1.0]
        self.out = math.tanh(sum(w * x for w, x in zip(self.w, self.xs)))
        return self.out

    def slope(self):
        # out is the tanh already
        return 1.0 - self.out ** 2

    def turn(self, delta, N, M):
        for i, x in enumerate(self.xs):
            change = N * delta * x
            self.w[i] = self.w[i] + change + M * self.last[i]
            self.last[i] = change


class Brain:
    def __init__(self, n_in, n_mid, n_out):
        self.mid = [Unit(n_in) for _ in range(n_mid)]
        self.top = [Unit(n_mid) for _ in range(n_out)]

    def ask(self, xs):
        inner = [u.fire(list(xs)) for u in self.mid]
        return [u.fire(inner) for u in self.top]

    def teach(self, xs, wanted, N, M):
        self.ask(xs)
        top_deltas = [(t - u.out) * u.slope() for t, u in zip(wanted, self.top)]
        mid_deltas = []
        for j, u in enumerate(self.mid):
            back = sum(d * v.w[j] for d, v in zip(top_deltas, self.top))
            mid_deltas.append(back * u.slope())
        for d, u in zip(top_deltas, self.top):
            u.turn(d, N, M)
        for d, u in zip(mid_deltas, self.mid):
            u.turn(d, N, M)
        return sum(0.5 * (t - u.out) ** 2 for t, u in zip(wanted, self.top))


random.seed(1)
table = [((0, 0), (0,)), ((0, 1), (1,)), ((1, 0), (1,)), ((1, 1), (0,))]
brain = Brain(2, 3, 1)
for i in range(3000):
    error = 0.0
    for xs, wanted in table:
        error += brain.teach(xs, wanted, 0.3, 0.1)
    if i % 500 == 0:
        print('error %-.5f' % error)
for xs, wanted in table:
    print(xs, wanted, brain.ask(xs))
print('last error', error)
