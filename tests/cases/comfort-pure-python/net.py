import math, random

random.seed(3)

def sig(v):
    return 1.0 / (1.0 + math.exp(-v))

def new_layer(n_from, n_to):
    return {'w': [[random.uniform(-1.5, 1.5) for _ in range(n_from)] for _ in range(n_to)],
            'b': [0.0] * n_to}

def fire(layer, values):
    return [sig(sum(w * v for w, v in zip(row, values)) + b)
            for row, b in zip(layer['w'], layer['b'])]

def learn(hidden, outer, x, wanted, eta):
    h = fire(hidden, x)
    o = fire(outer, h)
    # output units
    dout = []
    for k in range(len(o)):
        dout.append((wanted[k] - o[k]) * o[k] * (1 - o[k]))
    for k in range(len(o)):
        for j in range(len(h)):
            outer['w'][k][j] += eta * dout[k] * h[j]
        outer['b'][k] += eta * dout[k]
    # hidden units
    for j in range(len(h)):
        s = 0.0
        for k in range(len(o)):
            s += dout[k] * outer['w'][k][j]
        dh = s * h[j] * (1 - h[j])
        for i in range(len(x)):
            hidden['w'][j][i] += eta * dh * x[i]
    return sum((a - b) ** 2 for a, b in zip(wanted, o)) / 2

def total_error(hidden, outer, table):
    return sum((t[0] - fire(outer, fire(hidden, x))[0]) ** 2 for x, t in table)

# warm but not hot and damp but not wet: comfortable (1)
table = [([a / 4, b / 4], [1 if a in (1, 2) and b in (2, 3) else 0]) for a in range(5) for b in range(5)]
hidden = new_layer(2, 6)
outer = new_layer(6, 1)

for epoch in range(2000):
    random.shuffle(table)
    err = 0
    for x, t in table:
        err += learn(hidden, outer, x, t, 1.0)
    if epoch % 400 == 0:
        print('epoch', epoch, 'err', err)

for x, t in sorted(table):
    print(x, t, round(fire(outer, fire(hidden, x))[0], 3))
print('total error', total_error(hidden, outer, table))
