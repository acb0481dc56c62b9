import math, random

random.seed(42)

def sig(x): return 1.0 / (1.0 + math.exp(-x))

class Neuron:
    def __init__(self, nin):
        self.w = [random.uniform(-1, 1) for _ in range(nin)]
        self.b = random.uniform(-1, 1)
        self.gw = [0.0] * nin
        self.gb = 0.0

    def fire(self, x):
        self.x = x
        self.out = sig(sum(w * v for w, v in zip(self.w, x)) + self.b)
        return self.out

    def back(self, err):
        d = err * self.out * (1 - self.out)
        for i, v in enumerate(self.x):
            self.gw[i] += d * v
        self.gb += d
        return [d * w for w in self.w]

    def step(self, lr):
        self.w = [w - lr * g for w, g in zip(self.w, self.gw)]
        self.b -= lr * self.gb
        self.gw = [0.0] * len(self.w)
        self.gb = 0.0

class Layer:
    def __init__(self, nin, nout):
        self.neurons = [Neuron(nin) for _ in range(nout)]

    def fire(self, x):
        return [n.fire(x) for n in self.neurons]

    def back(self, errs):
        total = None
        for n, e in zip(self.neurons, errs):
            part = n.back(e)
            total = part if total is None else [a + b for a, b in zip(total, part)]
        return total

class MLP:
    def __init__(self, *sizes):
        self.layers = [Layer(a, b) for a, b in zip(sizes, sizes[1:])]

    def __call__(self, x):
        for l in self.layers: x = l.fire(x)
        return x

# which quadrant pairs: 1 if the two numbers have different signs
data = []
for i in range(40):
    p = [random.choice([-1, 1]) * random.uniform(0.2, 1) for _ in range(2)]
    data.append((p, 1.0 if p[0] * p[1] < 0 else 0.0))

net = MLP(2, 6, 1)
for k in range(1500):
    loss = 0
    for p, t in data:
        o = net(p)
        loss += (o[0] - t) ** 2 / len(data)
        e = [2 * (o[0] - t) / len(data)]
        for l in reversed(net.layers): e = l.back(e)
    for l in net.layers:
        for n in l.neurons: n.step(3.0)
    if k % 300 == 0: print(k, loss)
print('loss at the end', loss)
